/* A disk that is watched, and that fails when it is told to: preloaded into the program by tests/power.rs.
 *
 * Everything that the program does to the files below VERSUS_DISK_FOLDER is appended to the file VERSUS_DISK_LOG, with
 * its data, and so is what it says on standard output and standard error. VERSUS_DISK_FAIL is KIND:NTH:ERRNO:ONCE: from
 * the NTH call of its kind on (`w` whatever takes room, `s` syncs), or only that one, calls fail with ERRNO.
 *
 * Calls go to the kernel by syscall(), past the functions that are replaced here. Not replaced: mmap. SQLite maps only
 * the -shm file, which need not survive anything. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 256, ANY_MODE = 0777 };

struct call {
    int32_t what, file;
    int64_t offset, length;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t folder_length;
static int journal = -1;
static char *names[FILES]; /* what a descriptor was opened as, for those in the folder */
static char fail_kind;
static long fail_at, met;
static int fail_with, fail_once;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("VERSUS_DISK_LOG"), *fail = getenv("VERSUS_DISK_FAIL");
    folder = getenv("VERSUS_DISK_FOLDER");
    folder_length = folder ? strlen(folder) : 0;
    if (path) {
        int opened = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        /* Out of the way of the numbers that the program gets. */
        journal = fcntl(opened, F_DUPFD_CLOEXEC, FILES);
        syscall(SYS_close, opened);
    }
    if (fail && sscanf(fail, "%c:%ld:%d:%d", &fail_kind, &fail_at, &fail_with, &fail_once) != 4) abort();
}

static void record(char what, int file, off_t offset, const void *data, size_t length) {
    struct call call = {what, file, offset, (int64_t)length};
    struct iovec parts[2] = {{&call, sizeof call}, {(void *)data, length}};
    int before = errno;
    if (journal >= 0 && syscall(SYS_writev, journal, parts, 2) != (long)(sizeof call + length)) abort();
    errno = before;
}

static int is_inside(const char *path) {
    return folder_length > 0 && strncmp(path, folder, folder_length) == 0
        && (path[folder_length] == '/' || path[folder_length] == 0);
}

static void absolute(const char *path, char *whole) {
    char here[PATH_MAX];
    if (path[0] == '/' || !getcwd(here, sizeof here)) {
        snprintf(whole, PATH_MAX, "%s", path);
    } else if (snprintf(whole, PATH_MAX, "%s/%s", here, path) >= PATH_MAX) {
        abort();
    }
}

static int is_watched(int file) { return file >= 0 && file < FILES && names[file]; }

/* Says whether this call is one that fails. */
static int fails(char kind) {
    if (kind != fail_kind || ++met < fail_at || (fail_once && met > fail_at)) return 0;
    errno = fail_with;
    return 1;
}

/* A rename may come by a system call that nobody can stand in front of. The file is open meanwhile and goes by its new
 * name afterwards, which the next call notices. */
static void notice_renames(void) {
    char link[32], now[PATH_MAX];
    int before = errno;
    for (int file = 0; file < FILES; file++) {
        if (!names[file]) continue;
        snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        ssize_t length = readlink(link, now, sizeof now - 1);
        if (length < 0) continue;
        now[length] = 0;
        if (strcmp(now, names[file]) == 0 || strstr(now, " (deleted)")) continue;
        free(names[file]);
        names[file] = strdup(now);
        record('r', file, 0, now, strlen(now));
    }
    errno = before;
}

static void enter(void) {
    pthread_mutex_lock(&mutex);
    notice_renames();
}

static long leave(long result) {
    pthread_mutex_unlock(&mutex);
    return result;
}

static int open_watched(int at, const char *path, int flags, mode_t mode) {
    char link[32], whole[PATH_MAX];
    enter();
    absolute(path, whole);
    int makes = (flags & O_CREAT) && syscall(SYS_faccessat, at, path, F_OK) != 0;
    if (makes && is_inside(whole) && fails('w')) return (int)leave(-1);
    int file = (int)syscall(SYS_openat, at, path, flags, mode);
    if (file < 0 || file >= FILES) return (int)leave(file);
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, whole, sizeof whole - 1);
    if (length > 0) {
        whole[length] = 0;
        free(names[file]);
        names[file] = NULL;
        if (is_inside(whole)) {
            names[file] = strdup(whole);
            record(makes ? 'c' : 'o', file, 0, whole, (size_t)length);
            if (!makes && (flags & O_TRUNC)) record('t', file, 0, NULL, 0);
        }
    }
    return (int)leave(file);
}

#define MODE_OF(flags, mode)                                                                                           \
    mode_t mode = 0;                                                                                                   \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                             \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = (mode_t)va_arg(rest, int) & ANY_MODE;                                                                   \
        va_end(rest);                                                                                                  \
    }

int open(const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_watched(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_watched(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_watched(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_watched(at, path, flags, mode);
}

static ssize_t write_watched(int file, const void *data, size_t length, off_t offset, int moves) {
    enter();
    if (!is_watched(file)) {
        ssize_t written = syscall(SYS_write, file, data, length);
        if (written > 0 && (file == 1 || file == 2)) record('d', file, 0, data, (size_t)written);
        return leave(written);
    }
    if (fails('w')) {
        /* The last that fits. The next call gets the error. */
        if (fail_once || met > fail_at || length < 2) return leave(-1);
        length /= 2;
    }
    if (moves) offset = lseek(file, 0, SEEK_CUR);
    ssize_t written = moves ? syscall(SYS_write, file, data, length) : syscall(SYS_pwrite64, file, data, length, offset);
    if (written > 0) record('w', file, offset, data, (size_t)written);
    return leave(written);
}

ssize_t write(int file, const void *data, size_t length) { return write_watched(file, data, length, 0, 1); }

/* Only the first part: callers of writev must be ready for that. */
ssize_t writev(int file, const struct iovec *parts, int count) {
    for (int part = 0; part < count; part++) {
        if (parts[part].iov_len > 0) return write_watched(file, parts[part].iov_base, parts[part].iov_len, 0, 1);
    }
    return 0;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    return is_watched(file) ? write_watched(file, data, length, offset, 0)
                            : syscall(SYS_pwrite64, file, data, length, offset);
}

ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) { return pwrite(file, data, length, offset); }

int ftruncate(int file, off_t length) {
    enter();
    int result = (int)syscall(SYS_ftruncate, file, length);
    if (result == 0 && is_watched(file)) record('t', file, length, NULL, 0);
    return (int)leave(result);
}

int ftruncate64(int file, off_t length) { return ftruncate(file, length); }

static int sync_watched(int file) {
    enter();
    if (is_watched(file) && fails('s')) return (int)leave(-1);
    /* The real disk need not do it: only the simulated one loses power. */
    if (is_watched(file)) record('s', file, 0, NULL, 0);
    return (int)leave(0);
}

int fsync(int file) { return sync_watched(file); }

int fdatasync(int file) { return sync_watched(file); }

static int path_watched(char what, long number, const char *path, long last) {
    char whole[PATH_MAX];
    enter();
    absolute(path, whole);
    int inside = is_inside(whole);
    if (inside && what == 'm' && fails('w')) return (int)leave(-1);
    int result = (int)syscall(number, AT_FDCWD, path, last);
    if (result == 0 && inside) record(what, -1, 0, whole, strlen(whole));
    return (int)leave(result);
}

int unlink(const char *path) { return path_watched('u', SYS_unlinkat, path, 0); }

int mkdir(const char *path, mode_t mode) { return path_watched('m', SYS_mkdirat, path, (long)mode); }

int close(int file) {
    enter();
    if (is_watched(file)) {
        record('x', file, 0, NULL, 0);
        free(names[file]);
        names[file] = NULL;
    }
    return (int)leave(syscall(SYS_close, file));
}

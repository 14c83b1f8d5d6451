//! Looks for bytes of a kind in long texts that have few or none of them: many at once, which the compiler makes of loops
//! without a way out.

/// How many bytes are looked at together.
const TOGETHER: usize = 64;

/// Answers whether any byte is of the kind.
pub(super) fn any_byte(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(TOGETHER).any(|chunk| chunk.iter().fold(false, |any, byte| any | is(*byte)))
}

/// Answers whether any two bytes that stand side by side are of the kind.
pub(super) fn any_pair(bytes: &[u8], is: impl Fn(u8, u8) -> bool) -> bool {
    first_pair(bytes, is).is_some()
}

/// Returns where the second stands of the first two bytes side by side that are of the kind.
pub(super) fn first_pair(bytes: &[u8], is: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let behind = bytes.get(1..)?;
    let mut start = 1;
    for (before, here) in bytes.chunks(TOGETHER).zip(behind.chunks(TOGETHER)) {
        let pairs = || before.iter().zip(here);
        if pairs().fold(false, |any, (before, byte)| any | is(*before, *byte)) {
            return pairs().position(|(before, byte)| is(*before, *byte)).map(|at| start + at);
        }
        start += here.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_found_wherever_it_stands() {
        for length in [2, 3, TOGETHER - 1, TOGETHER, TOGETHER + 1, TOGETHER + 2, 3 * TOGETHER] {
            for at in 1..length {
                let mut bytes = vec![b'a'; length];
                bytes[at - 1] = b'b';
                bytes[at] = b'c';
                assert_eq!(first_pair(&bytes, |before, byte| before == b'b' && byte == b'c'), Some(at), "{length}");
                assert!(any_byte(&bytes, |byte| byte == b'c') && !any_byte(&bytes, |byte| byte == b'd'));
            }
        }
        assert_eq!(first_pair(b"", |_, _| true), None);
        assert_eq!(first_pair(b"a", |_, _| true), None);
    }
}

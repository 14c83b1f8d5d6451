//! Standard input, watched for its end, and for messages that are longer than any that is answered: rmcp passes them over in
//! silence.

use std::io::{self, Write as _};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::oneshot;

/// The most bytes of a message.
pub const LONGEST: usize = 1024 * 1024;

/// A reader of lines that says on standard error when one is too long.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    /// Who waits for the end: told when this is dropped.
    end: Option<oneshot::Sender<()>>,
    /// How many bytes the line has so far.
    length: usize,
}

impl<R> Lines<R> {
    /// Returns a reader of this, and what tells when it is at its end.
    #[must_use]
    pub fn new(input: R) -> (Self, oneshot::Receiver<()>) {
        let (end, ended) = oneshot::channel();
        (Self { input, end: Some(end), length: 0 }, ended)
    }

    fn watch(&mut self, bytes: &[u8]) {
        for (at, part) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if at > 0 {
                self.length = 0;
            }
            let before = self.length;
            self.length = before.saturating_add(part.len());
            if before <= LONGEST && self.length > LONGEST {
                // What cannot be said is no reason to stop.
                let _ = writeln!(io::stderr(), "mcp: a message of more than {LONGEST} bytes is passed over");
            }
        }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Lines<R> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.input).poll_read(cx, buffer);
        match read {
            Poll::Ready(Ok(())) if buffer.filled().len() > before => self.watch(&buffer.filled()[before..]),
            Poll::Ready(_) => self.end = None,
            Poll::Pending => {}
        }
        read
    }
}

//! As much of a client as a benchmark needs: one connection that is kept, forms out, a status in.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A text as addresses and forms carry it.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

pub struct Client {
    stream: BufReader<TcpStream>,
    head: String,
}

impl Client {
    pub fn to(port: u16, token: &str) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_nodelay(true).unwrap();
        let head = format!("host: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncookie: __Host-kd={token}\r\n");
        Client { stream: BufReader::new(stream), head }
    }

    pub fn get(&mut self, path: &str) -> u16 {
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.head);
        self.send(&request)
    }

    pub fn post(&mut self, path: &str, body: &str) -> u16 {
        let form = "content-type: application/x-www-form-urlencoded";
        let request = format!(
            "POST {path} HTTP/1.1\r\n{}{form}\r\ncontent-length: {}\r\n\r\n{body}",
            self.head,
            body.len()
        );
        self.send(&request)
    }

    fn send(&mut self, request: &str) -> u16 {
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut status, mut length, mut chunked) = (0, 0, false);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(rest) = line.strip_prefix("http/1.1 ") {
                status = rest[..3].parse().unwrap();
            } else if let Some(rest) = line.strip_prefix("content-length: ") {
                length = rest.parse().unwrap();
            } else if line == "transfer-encoding: chunked" {
                chunked = true;
            } else if line.is_empty() {
                break;
            }
        }
        if chunked {
            self.skip_chunks();
        } else {
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body).unwrap();
        }
        status
    }

    fn skip_chunks(&mut self) {
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let size = usize::from_str_radix(line.trim_end(), 16).unwrap();
            let mut chunk = vec![0; size + 2];
            self.stream.read_exact(&mut chunk).unwrap();
            if size == 0 {
                return;
            }
        }
    }
}

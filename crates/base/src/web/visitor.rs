//! Who stands behind a public request, as far as a count needs to know it.
//!
//! Address and agent live as long as the request: nothing here is stored, logged or sent back.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, Method, header};

use super::page::Face;

/// Who sent a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// The address, where it is known: that of the socket, or what the operator's own proxy says.
    pub address: Option<IpAddr>,
    /// What the browser calls itself.
    pub agent: String,
    /// Whether a person will see the page: not a program, a head request or a page fetched ahead.
    pub is_reading: bool,
}

impl Visitor {
    /// Who sent `request`. What a stranger's proxy claims is not believed.
    pub(crate) fn of(request: &Request, face: Face, proxy: Option<IpAddr>) -> Self {
        let headers = request.headers();
        let socket = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = match socket {
            Some(socket) if Some(socket) == proxy => forwarded(headers).or(Some(socket)),
            other => other,
        };
        let purposes = ["sec-purpose", "purpose", "x-purpose"];
        let is_ahead = purposes.iter().filter_map(|name| headers.get(*name)).any(is_prefetch);
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        Visitor {
            address,
            agent: agent.chars().take(400).collect(),
            is_reading: face == Face::Html && request.method() == Method::GET && !is_ahead,
        }
    }
}

/// The last address that was added: the one that the nearest proxy saw. Those before it anyone can write.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").into_iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

fn is_prefetch(value: &axum::http::HeaderValue) -> bool {
    value.to_str().is_ok_and(|text| text.contains("prefetch") || text.contains("preview"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(socket: Option<&str>, headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().uri("/news/x");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(axum::body::Body::empty()).unwrap();
        if let Some(socket) = socket {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(socket.parse().unwrap(), 4000)));
        }
        request
    }

    fn address(socket: Option<&str>, forwarded: &str, proxy: Option<&str>) -> Option<String> {
        let request = request(socket, &[("x-forwarded-for", forwarded)]);
        let visitor = Visitor::of(&request, Face::Html, proxy.map(|text| text.parse().unwrap()));
        visitor.address.map(|address| address.to_string())
    }

    #[test]
    fn the_address_is_the_sockets_unless_the_operators_own_proxy_says_more() {
        let written = "10.0.0.9, 203.0.113.7";
        assert_eq!(address(Some("198.51.100.2"), written, None).as_deref(), Some("198.51.100.2"));
        assert_eq!(
            address(Some("198.51.100.2"), written, Some("127.0.0.1")).as_deref(),
            Some("198.51.100.2")
        );
        assert_eq!(address(Some("127.0.0.1"), written, Some("127.0.0.1")).as_deref(), Some("203.0.113.7"));
        assert_eq!(address(Some("127.0.0.1"), "nobody", Some("127.0.0.1")).as_deref(), Some("127.0.0.1"));
        assert_eq!(address(None, written, None), None);
    }

    #[test]
    fn a_page_that_is_fetched_ahead_is_not_read() {
        assert!(Visitor::of(&request(None, &[]), Face::Html, None).is_reading);
        assert!(!Visitor::of(&request(None, &[("sec-purpose", "prefetch")]), Face::Html, None).is_reading);
        assert!(!Visitor::of(&request(None, &[]), Face::Json, None).is_reading);
    }
}

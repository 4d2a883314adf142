//! The address that members open: what an invitation's link begins with.

use crate::access::sign_in::is_secure;
use crate::app::{App, Door};
use axum::http::{HeaderMap, header};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// Addresses that members may reach this program by, the likeliest first: the one in the settings, the
/// one the founder came by, this machine's own on its network.
pub(crate) fn addresses(app: &App, set: Option<&str>, headers: &HeaderMap) -> Vec<String> {
    let mut found: Vec<String> = set.map(str::to_owned).into_iter().collect();
    if let Door::Tcp(door) = app.door {
        let came_by = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        if let Some(host) = came_by.filter(|host| !is_loopback(host)) {
            let scheme = if is_secure(headers) { "https" } else { "http" };
            found.push(format!("{scheme}://{host}"));
        }
        if !door.ip().is_loopback() {
            let ip = if door.ip().is_unspecified() {
                own_ip()
            } else {
                Some(door.ip())
            };
            found.extend(ip.map(|ip| format!("http://{}", SocketAddr::new(ip, door.port()))));
        }
    }
    let mut seen = Vec::new();
    found.retain(|address| {
        !seen.contains(address) && {
            seen.push(address.clone());
            true
        }
    });
    found
}

fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost"
        || name
            .trim_matches(['[', ']'])
            .parse::<IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// The address that this machine would speak to the outside from. Nothing is sent to find it out.
fn own_ip() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // 192.0.2.1 is set aside for documentation: no machine has it.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}

//! The shell as a browser meets it: whole requests against a router with a pretend session layer.

#[cfg(test)]
mod assets;
#[cfg(test)]
mod bench;
#[cfg(test)]
mod crossing;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod frame;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod parts;

//! 扉: every route of the program with its lock, as a list that tests can walk.

use axum::Router;
use axum::handler::Handler;
use axum::middleware;
use axum::routing::{MethodRouter, get, post};
use office::{Desk, May};

use crate::crossing;

/// Who may come through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Anybody: sign-in, assets.
    Public,
    /// Any signed-in member of staff.
    SignedIn,
    /// Whoever has a role that grants the deed at all; the deed itself decides for each record.
    May(May),
}

/// One method of one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    pub method: &'static str,
    pub path: &'static str,
    pub lock: Lock,
}

/// A capability's routes.
#[derive(Default)]
pub struct Doors {
    doors: Vec<Door>,
    ways: Vec<MethodRouter<Desk>>,
    clashes: Vec<Door>,
}

impl Doors {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn get<H, T>(self, path: &'static str, handler: H, lock: Lock) -> Self
    where
        H: Handler<T, Desk>,
        T: 'static,
    {
        self.add(Door { method: "GET", path, lock }, get(handler))
    }

    #[must_use]
    pub fn post<H, T>(self, path: &'static str, handler: H, lock: Lock) -> Self
    where
        H: Handler<T, Desk>,
        T: 'static,
    {
        self.add(Door { method: "POST", path, lock }, post(handler))
    }

    #[must_use]
    pub fn public_get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Desk>,
        T: 'static,
    {
        self.get(path, handler, Lock::Public)
    }

    #[must_use]
    pub fn public_post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Desk>,
        T: 'static,
    {
        self.post(path, handler, Lock::Public)
    }

    fn add(mut self, door: Door, way: MethodRouter<Desk>) -> Self {
        if self.doors.iter().any(|known| (known.method, known.path) == (door.method, door.path)) {
            self.clashes.push(door);
        } else {
            self.doors.push(door);
            self.ways.push(way);
        }
        self
    }

    #[must_use]
    pub fn merge(self, other: Doors) -> Self {
        let mut all = other.doors.into_iter().zip(other.ways).fold(self, |all, (door, way)| all.add(door, way));
        all.clashes.extend(other.clashes);
        all
    }

    #[must_use]
    pub fn list(&self) -> &[Door] {
        &self.doors
    }

    /// Doors named twice: the first one stands. A test of the whole program asks for none.
    #[must_use]
    pub fn clashes(&self) -> &[Door] {
        &self.clashes
    }

    /// The router, each door behind its lock and the check against foreign forms, refusals dressed as pages.
    pub fn into_router(self, desk: &Desk) -> Router {
        let mut router = Router::new();
        for (door, way) in self.doors.into_iter().zip(self.ways) {
            let way = way
                .layer(middleware::from_fn(crossing::token))
                .layer(middleware::from_fn_with_state((desk.clone(), door.lock), crossing::lock));
            router = router.route(door.path, way);
        }
        router
            .fallback(crossing::nothing_here)
            .method_not_allowed_fallback(crossing::other_method)
            .layer(middleware::from_fn_with_state(desk.clone(), crossing::around))
            .with_state(desk.clone())
    }
}

//! What every stage stands on: the unit of work over two databases, the book of leaves, sign-in,
//! pages and forms, jobs, searching and configuration.
//!
//! Nothing here knows a review: a rule of the process belongs to `domain`, an act of it to `app`.

pub mod backup;
pub mod book;
pub mod clock;
pub mod config;
pub mod db;
pub mod dice;
pub mod failure;
pub mod files;
pub mod house;
pub mod jobs;
pub mod mail;
pub mod migrations;
pub mod remote;
pub mod search;
pub mod unit;
pub mod web;
pub mod witness;

pub use clock::Clock;
pub use db::{Database, Entity, Link, Reader};
pub use failure::{Failure, FieldError};
pub use house::House;
pub use unit::{Recorded, Unit, UseCase, Working};

//! Journeys and queries of every stage, on both databases.

mod organisation;

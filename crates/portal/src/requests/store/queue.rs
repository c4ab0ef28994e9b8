//! SQL of the desk: queues, counts, search.

-- A person is blocked, or loses the second step: what that person opened elsewhere ends too.
CREATE INDEX sessions_person ON sessions (person_id, ended_at) WHERE person_id IS NOT NULL;
CREATE INDEX authenticators_person ON authenticators (person_id, ended_at);

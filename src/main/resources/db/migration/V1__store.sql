-- One script for H2 and PostgreSQL: only what both understand.

CREATE TABLE hypha_integration (
    id VARCHAR(255) PRIMARY KEY,
    owner VARCHAR(4096) NOT NULL,
    desired VARCHAR(16) NOT NULL,
    revision BIGINT NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE hypha_revision (
    integration_id VARCHAR(255) NOT NULL REFERENCES hypha_integration (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    config BYTEA NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (integration_id, revision)
);

CREATE TABLE hypha_audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor VARCHAR(256) NOT NULL,
    door VARCHAR(64) NOT NULL,
    action VARCHAR(128) NOT NULL,
    integration_id VARCHAR(256),
    outcome VARCHAR(64) NOT NULL,
    request_id VARCHAR(128) NOT NULL,
    detail VARCHAR(4096)
);

CREATE INDEX hypha_audit_time ON hypha_audit (happened_at DESC, id DESC);
CREATE INDEX hypha_audit_integration ON hypha_audit (integration_id, happened_at DESC, id DESC);
CREATE INDEX hypha_audit_actor ON hypha_audit (actor, happened_at DESC, id DESC);
CREATE INDEX hypha_audit_action ON hypha_audit (action, happened_at DESC, id DESC);

CREATE TABLE hypha_api_key (
    id VARCHAR(64) PRIMARY KEY,
    name VARCHAR(256) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    role VARCHAR(16) NOT NULL,
    integrations TEXT NOT NULL,
    actions TEXT NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE,
    revoked_at TIMESTAMP(6) WITH TIME ZONE
);

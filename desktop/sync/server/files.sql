-- The bytes of documents, in pieces. They belong to a root: who sees it sees them, and they go when it is erased.
-- The laptops encrypt them with a key that each person has of their own. It is kept in this database, for every colleague
-- of the desk needs it, but apart: when somebody is erased the key goes, and with it what older backups of the pieces say.

CREATE TABLE IF NOT EXISTS sync.file (
    root uuid NOT NULL, sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    _scope uuid NOT NULL REFERENCES sync.scope, whole boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (root, sha256)
);
CREATE TABLE IF NOT EXISTS sync.piece (
    root uuid NOT NULL, sha256 text NOT NULL, n int NOT NULL CHECK (n BETWEEN 0 AND 99),
    data bytea STORAGE EXTERNAL NOT NULL CHECK (octet_length(data) BETWEEN 1 AND 262144),
    PRIMARY KEY (root, sha256, n), FOREIGN KEY (root, sha256) REFERENCES sync.file ON DELETE CASCADE
);

ALTER TABLE sync.file ADD COLUMN IF NOT EXISTS sealed boolean NOT NULL DEFAULT false;  -- a program before version 4 did not
ALTER TABLE sync.piece DROP CONSTRAINT IF EXISTS piece_data_check,
    ADD CONSTRAINT piece_data_check CHECK (octet_length(data) BETWEEN 1 AND 262160);  -- with the 16 bytes that prove it
CREATE TABLE IF NOT EXISTS sync.case_key (
    root uuid PRIMARY KEY,
    key bytea NOT NULL CHECK (octet_length(key) = 32)
);

-- Who may change the root, and who handed in the record of this file before the case went elsewhere.
CREATE OR REPLACE FUNCTION sync.place_of_file(p_root uuid, p_sha256 text) RETURNS uuid LANGUAGE sql STABLE
    SET search_path = '' AS $$
    SELECT r.scope FROM sync.root r WHERE r.root = p_root AND (r.scope = ANY (sync.my_write_scopes(false))
        OR EXISTS (SELECT FROM sync.history h WHERE h.root = p_root AND h.login = session_user
            AND h.fields->'*'->1->>'sha256' = p_sha256)
        OR EXISTS (SELECT FROM sync.parked p WHERE p.root = p_root AND p.login = session_user
            AND p.change->'n'->>'sha256' = p_sha256)) $$;

CREATE OR REPLACE FUNCTION sync.put_piece(p_root uuid, p_sha256 text, p_n int, p_data bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE place uuid; BEGIN
    PERFORM 1 FROM sync.root WHERE root = p_root FOR SHARE;
    place := sync.place_of_file(p_root, p_sha256);
    IF place IS NULL THEN RETURN false; END IF;
    INSERT INTO sync.file(root, sha256, _scope) VALUES (p_root, p_sha256, place) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM sync.file WHERE root = p_root AND sha256 = p_sha256 AND NOT whole FOR UPDATE;
    IF FOUND THEN
        INSERT INTO sync.piece(root, sha256, n, data) VALUES (p_root, p_sha256, p_n, p_data) ON CONFLICT DO NOTHING;
    END IF;
    RETURN true;
END $$;

-- The key of a person's files, for who may read or hand in this one.
CREATE OR REPLACE FUNCTION sync.key_of_file(p_root uuid, p_sha256 text) RETURNS bytea LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = '' AS $$ BEGIN
    PERFORM 1 FROM sync.root r WHERE r.root = p_root AND (r.scope = ANY (sync.my_scopes())
        OR sync.place_of_file(p_root, p_sha256) IS NOT NULL) FOR SHARE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    INSERT INTO sync.case_key(root, key) VALUES (p_root, sha256(uuid_send(gen_random_uuid())
        || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) ON CONFLICT DO NOTHING;
    RETURN (SELECT k.key FROM sync.case_key k WHERE k.root = p_root);
END $$;

-- ``p_sent`` is the hash of what was handed in; a program before version 4 sends what the name says.
DROP FUNCTION IF EXISTS sync.end_file(uuid, text);
CREATE OR REPLACE FUNCTION sync.end_file(p_root uuid, p_sha256 text, p_sent text DEFAULT NULL) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE here sync.file; BEGIN
    SELECT f.* INTO here FROM sync.file f WHERE f.root = p_root AND f.sha256 = p_sha256 FOR UPDATE;
    IF NOT FOUND OR sync.place_of_file(p_root, p_sha256) IS NULL THEN RETURN false; END IF;
    IF here.whole THEN RETURN true; END IF;
    IF (SELECT encode(sha256(string_agg(data, ''::bytea ORDER BY n)), 'hex') FROM sync.piece
        WHERE root = p_root AND sha256 = p_sha256) = coalesce(p_sent, p_sha256)
    THEN
        UPDATE sync.file SET whole = true, sealed = p_sent IS NOT NULL WHERE root = p_root AND sha256 = p_sha256;
        RETURN true;
    END IF;
    DELETE FROM sync.file WHERE root = p_root AND sha256 = p_sha256;
    RETURN false;
END $$;

-- Erasure: one person asks, an officer who is somebody else confirms, every laptop that may hold it says that it is gone.
-- Only random numbers stay, so that nothing that comes later brings the person back.

ALTER TABLE sync.erased ADD COLUMN IF NOT EXISTS reference text NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS scope uuid, ADD COLUMN IF NOT EXISTS asked_by name,
    ADD COLUMN IF NOT EXISTS asked_at timestamptz, ADD COLUMN IF NOT EXISTS confirmed_by name,
    ADD COLUMN IF NOT EXISTS removed jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS rewritten timestamptz;  -- when the files of the server were written anew
ALTER TABLE sync.meta ADD COLUMN IF NOT EXISTS secret bytea NOT NULL
    DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
CREATE TABLE IF NOT EXISTS sync.erase_asked (
    root uuid PRIMARY KEY,
    reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 60),
    asked_by name NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS sync.erase_ack (
    root uuid NOT NULL REFERENCES sync.erased,
    device uuid NOT NULL REFERENCES sync.device,
    at timestamptz,                       -- nothing: not confirmed yet
    PRIMARY KEY (root, device)
);
CREATE INDEX IF NOT EXISTS erase_ack_open ON sync.erase_ack (device) WHERE at IS NULL;
INSERT INTO sync.visit(device, scope, first, last)
    SELECT d.device, s.scope, '-infinity', d.last_seen FROM sync.device d JOIN sync.staff_scope s USING (login)
    ON CONFLICT DO NOTHING;

-- Which device may hold which root, and since when. A round that began may go on for hours, hence the day.
CREATE OR REPLACE VIEW sync.held AS
    SELECT v.device, s.root, min(greatest(v.first, s.since)) AS since, max(least(v.last, s.until)) AS until
    FROM sync.visit v JOIN (
        SELECT root, scope, since, 'infinity'::timestamptz AS until FROM sync.root
        UNION ALL SELECT root, scope, since, until FROM sync.stay) s USING (scope)
    WHERE v.last + interval '1 day' >= s.since AND v.first <= s.until GROUP BY v.device, s.root;

CREATE OR REPLACE FUNCTION sync.ask_erasure(p_root uuid, p_reference text) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = '' AS $$ BEGIN
    PERFORM 1 FROM sync.root r WHERE r.root = p_root AND r.scope = ANY (sync.my_write_scopes(true));
    IF NOT FOUND THEN RAISE EXCEPTION 'nobody here' USING errcode = 'P0404'; END IF;
    INSERT INTO sync.erase_asked(root, reference, asked_by) VALUES (p_root, p_reference, session_user)
    ON CONFLICT (root) DO NOTHING;
END $$;

CREATE OR REPLACE FUNCTION sync.drop_erasure(p_root uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = '' AS $$ BEGIN
    DELETE FROM sync.erase_asked WHERE root = p_root AND (asked_by = session_user OR sync.is_officer());
    IF NOT FOUND THEN RAISE EXCEPTION 'nothing asked' USING errcode = 'P0404'; END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.is_officer() RETURNS boolean LANGUAGE sql STABLE SET search_path = '' AS
    $$ SELECT pg_has_role(session_user, 'overstap_auditor', 'MEMBER') $$;

CREATE OR REPLACE FUNCTION sync.confirm_erasure(p_root uuid) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = '' AS $$
DECLARE asked sync.erase_asked; told jsonb; BEGIN
    SELECT * INTO asked FROM sync.erase_asked WHERE root = p_root FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'nothing asked' USING errcode = 'P0404'; END IF;
    IF EXISTS (SELECT FROM sync.staff me, sync.staff other WHERE me.login = session_user
        AND other.login = asked.asked_by AND (me.login = other.login OR me.person = other.person))
    THEN RAISE EXCEPTION 'two people' USING errcode = 'P0402'; END IF;
    PERFORM sync.erase(p_root);
    UPDATE sync.erased SET reference = asked.reference, asked_by = asked.asked_by, asked_at = asked.asked_at,
        confirmed_by = session_user WHERE root = p_root;
    SELECT t INTO told FROM jsonb_array_elements(sync.erasures()) t WHERE t->>'root' = p_root::text;
    RETURN told;
END $$;

-- What `confirm_erasure` does, and what is done again after a restore from a backup of before.
-- Every table of the shared database that says whose its rows are is emptied of them; a new one cannot be forgotten.
CREATE OR REPLACE FUNCTION sync.erase(p_root uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = '' AS $$
DECLARE place record; n int; told jsonb := '{}'; ids text[]; touched sync.touch[]; BEGIN
    LOCK TABLE sync.device IN EXCLUSIVE MODE;  -- whoever is handing in finishes first, nobody begins
    INSERT INTO sync.erased(root, scope) VALUES (p_root, (SELECT scope FROM sync.root WHERE root = p_root))
    ON CONFLICT (root) DO UPDATE SET at = now();
    INSERT INTO sync.erase_ack(root, device) SELECT p_root, h.device FROM sync.held h WHERE h.root = p_root
    ON CONFLICT (root, device) DO UPDATE SET at = NULL;
    UPDATE sync.history SET action = action - 'w' WHERE action->>'i' IN (
        SELECT h.action->>'i' FROM sync.history h WHERE h.root = p_root AND h.action->>'w' IS NOT NULL);
    SELECT array_agg(DISTINCT f.id::text) || p_root::text INTO ids FROM sync.feed f WHERE f.root = p_root;
    FOR place IN SELECT ns.nspname AS schema, c.relname AS name FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace ns ON ns.oid = c.relnamespace
        WHERE a.attname = 'root' AND NOT a.attisdropped AND c.relkind = 'r' AND ns.nspname IN ('app', 'sync')
            AND (ns.nspname, c.relname) NOT IN (('sync', 'erased'), ('sync', 'erase_ack'), ('sync', 'feed'))
        ORDER BY ns.nspname, c.relname
    LOOP
        EXECUTE format('DELETE FROM %I.%I WHERE root = $1', place.schema, place.name) USING p_root;
        GET DIAGNOSTICS n = ROW_COUNT;
        IF n > 0 THEN told := told || jsonb_build_object(place.schema || '.' || place.name, n); END IF;
    END LOOP;
    UPDATE sync.answer a SET answer = a.answer
        || jsonb_build_object('r', (SELECT coalesce(jsonb_object_agg(key, value), '{}')
            FROM jsonb_each(a.answer->'r') WHERE split_part(key, ' ', 2) <> ALL (ids)))
        || jsonb_build_object('x', (SELECT coalesce(jsonb_agg(x), '[]')
            FROM jsonb_array_elements(a.answer->'x') x WHERE x->>1 <> ALL (ids)))
    WHERE EXISTS (SELECT FROM jsonb_object_keys(a.answer->'r') k WHERE split_part(k, ' ', 2) = ANY (ids))
        OR EXISTS (SELECT FROM jsonb_array_elements(a.answer->'x') x WHERE x->>1 = ANY (ids));
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n > 0 THEN told := told || jsonb_build_object('sync.answer', n); END IF;
    WITH gone AS (DELETE FROM sync.feed WHERE root = p_root RETURNING scope)
    SELECT array_agg(DISTINCT ROW(scope, '', p_root, p_root, 'e')::sync.touch) INTO touched FROM gone;
    UPDATE sync.erased e SET removed = told WHERE e.root = p_root AND told <> '{}';
    PERFORM sync.give_positions(coalesce(touched, '{}'), 0, sha256(p_root::text::bytea));
    RETURN (SELECT coalesce(sum(value::int), 0) FROM jsonb_each_text(told));
END $$;

-- What only this server can say of somebody it erased. A laptop keeps it, and hands it to the server where that was
-- restored from a backup of before: the secret stands in the backup, the erasure does not.
CREATE OR REPLACE FUNCTION sync.proof(p_root uuid) RETURNS bytea LANGUAGE sql STABLE SET search_path = '' AS
    $$ SELECT sha256(m.secret || uuid_send(p_root)) FROM sync.meta m $$;

-- Whom a device still has to erase, with what proves it.
CREATE OR REPLACE FUNCTION sync.to_erase(p_device uuid, OUT roots jsonb, OUT proofs jsonb) LANGUAGE sql STABLE
    SET search_path = '' AS $$
    SELECT coalesce(jsonb_agg(a.root), '[]'), coalesce(jsonb_object_agg(a.root, encode(sync.proof(a.root), 'hex')), '{}')
    FROM sync.erase_ack a WHERE a.device = p_device AND a.at IS NULL $$;

-- Another word wherever another list of people was erased.
CREATE OR REPLACE FUNCTION sync.erasures_mark() RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT left(encode(sha256(coalesce(string_agg(uuid_send(e.root), '' ORDER BY e.root), '')), 'hex'), 16)
    FROM sync.erased e $$;

-- A laptop tells a restored server who was erased; how many of them it had lost. Without the right proof nothing happens.
CREATE OR REPLACE FUNCTION sync.erase_again(p_roots uuid[], p_proofs bytea[]) RETURNS int LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = '' AS $$
DECLARE lost uuid; n int := 0; BEGIN
    FOR lost IN SELECT t.root FROM unnest(p_roots, p_proofs) AS t(root, proof) WHERE t.proof = sync.proof(t.root)
        AND NOT EXISTS (SELECT FROM sync.erased e WHERE e.root = t.root) ORDER BY t.root
    LOOP
        PERFORM sync.erase(lost);
        n := n + 1;
    END LOOP;
    RETURN n;
END $$;

-- A device says that what it had of these is gone. The one that was ended may still say so.
CREATE OR REPLACE FUNCTION sync.confirm_erased(p_device uuid, p_roots uuid[]) RETURNS void LANGUAGE sql
    SECURITY DEFINER SET search_path = '' AS $$
    UPDATE sync.erase_ack a SET at = now() FROM sync.device d
    WHERE d.device = p_device AND d.login = session_user AND a.device = d.device AND a.root = ANY (p_roots) $$;

-- Everything that was asked and done: all of it for an officer, that of their own desks for others.
CREATE OR REPLACE FUNCTION sync.erasures() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT coalesce(jsonb_agg(to_jsonb(q) - 'scope' ORDER BY q.asked_at DESC NULLS LAST, q.root), '[]') FROM (
        SELECT a.root, a.reference, a.asked_by, a.asked_at, NULL::name AS confirmed_by, NULL::timestamptz AS at,
            '{}'::jsonb AS removed, NULL::timestamptz AS rewritten, '[]'::jsonb AS laptops, r.scope
        FROM sync.erase_asked a JOIN sync.root r USING (root)
        UNION ALL
        SELECT e.root, e.reference, e.asked_by, e.asked_at, e.confirmed_by, e.at, e.removed, e.rewritten, (
            SELECT coalesce(jsonb_agg(jsonb_build_object('device', d.short, 'login', d.login, 'seen', d.last_seen,
                'gone', a.at) ORDER BY d.short), '[]')
            FROM sync.erase_ack a JOIN sync.device d USING (device) WHERE a.root = e.root), e.scope
        FROM sync.erased e) q
    WHERE sync.is_officer() OR q.scope = ANY (sync.my_write_scopes(true)) $$;

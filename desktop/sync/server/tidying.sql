-- What was deleted can be brought back for thirty days; then its content goes for good, here and on every laptop.
-- What somebody still has to decide on stays, with all that would come back with it, and so does what has something below
-- it that stands.

ALTER TABLE sync.meta ADD COLUMN IF NOT EXISTS tidied timestamptz NOT NULL DEFAULT '-infinity';

-- When the server heard of it, not what a laptop's clock said: everybody has all of the thirty days.
CREATE OR REPLACE FUNCTION sync.deleted_at(p_tbl text, p_id uuid, p_root uuid, p_hlc bigint) RETURNS timestamptz
    LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce((SELECT max(h.at) FROM sync.history h WHERE h.root = p_root AND h.tbl = p_tbl AND h.id = p_id
            AND h.fields ? '_deleted'),
        greatest(to_timestamp((p_hlc >> 16) / 1000.0), (SELECT since FROM sync.root WHERE root = p_root))) $$;

CREATE OR REPLACE FUNCTION sync.tidy(p_limit int, p_age interval DEFAULT '30 days') RETURNS int LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = '' AS $$
DECLARE tbl text; child text; more text; gone sync.touch[]; touched sync.touch[] := '{}'; place record;
BEGIN
    IF NOT pg_try_advisory_xact_lock(1331057491) THEN RETURN 0; END IF;
    UPDATE sync.meta SET tidied = now();
    FOR tbl IN SELECT s.name FROM sync.tables() s WHERE s.name <> 'conflict' AND s.name NOT LIKE '%\_\_apart'
        ORDER BY s.place DESC
    LOOP
        more := '';
        FOR child IN SELECT c.child FROM sync.child_tables() c WHERE c.name = tbl LOOP
            more := more || format(' AND NOT EXISTS (SELECT FROM app.%I c WHERE c.root = t.root AND c.parent = t.id)', child);
        END LOOP;
        EXECUTE format('WITH old AS (SELECT t.id, t.root FROM app.%1$I t WHERE t._deleted = 1
                AND sync.deleted_at(%1$L, t.id, t.root, t._hlc) < now() - $1 %2$s
                AND NOT EXISTS (SELECT FROM sync.conflict c WHERE c.root = t.root AND c.settled = 0
                    AND (c.record = t.id OR c.field = ''_deleted''))
                ORDER BY t.root, t.id LIMIT $2),
            held AS (SELECT r.root FROM sync.root r WHERE r.root IN (SELECT root FROM old) ORDER BY r.root FOR UPDATE),
            gone AS (DELETE FROM app.%1$I t WHERE t.id IN (SELECT id FROM old) AND t.root IN (SELECT root FROM held)
                AND t._deleted = 1 RETURNING t._scope, t.id, t.root)
            SELECT coalesce(array_agg(ROW(_scope, %1$L, id, root, ''g'')::sync.touch), ''{}'') FROM gone', tbl, more)
        INTO gone USING p_age, p_limit;
        CONTINUE WHEN gone = '{}';
        touched := touched || gone;
        IF EXISTS (SELECT FROM sync.tables() s WHERE s.name = tbl || '__apart') THEN
            EXECUTE format('DELETE FROM app.%I WHERE id IN (SELECT id FROM unnest($1))', tbl || '__apart') USING gone;
        END IF;
    END LOOP;
    DELETE FROM sync.history h USING unnest(touched) g WHERE h.root = g.root AND h.id = g.id;
    WITH settled AS (DELETE FROM sync.conflict c USING unnest(touched) g WHERE c.root = g.root AND c.record = g.id
        RETURNING c.id)
    DELETE FROM sync.feed f USING settled s WHERE f.tbl = 'conflict' AND f.id = s.id;
    DELETE FROM sync.feed f USING unnest(touched) g WHERE f.root = g.root AND f.id = g.id AND f.tbl LIKE '%\_\_apart';
    more := '';
    FOR place IN SELECT c.relname AS name FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace ns ON ns.oid = c.relnamespace
        WHERE a.attname = 'sha256' AND c.relkind = 'r' AND ns.nspname = 'app'
    LOOP
        more := more || format(' AND NOT EXISTS (SELECT FROM app.%I t WHERE t.root = f.root AND t.sha256 = f.sha256)',
            place.name);
    END LOOP;
    EXECUTE 'DELETE FROM sync.file f WHERE f.whole AND f.root IN (SELECT root FROM unnest($1))' || more USING touched;
    DELETE FROM sync.stay s USING unnest(touched) g WHERE s.root = g.root AND g.id = g.root;
    DELETE FROM sync.unaware u USING unnest(touched) g WHERE u.root = g.root AND g.id = g.root;
    DELETE FROM sync.root r USING unnest(touched) g WHERE r.root = g.root AND g.id = g.root;
    DELETE FROM sync.case_key k USING unnest(touched) g WHERE k.root = g.root AND g.id = g.root;
    PERFORM sync.give_positions(touched, 0, sha256('tidied'));
    DELETE FROM sync.answer a WHERE a.answer IS NULL AND a.at < now() - interval '60 days';  -- laptops keep 35
    -- who was away longer than this loads anew, and finds out so what is no longer there
    FOR place IN SELECT e.scope, max(e.seq) AS seq FROM audit.entry e WHERE e.at < now() - interval '400 days'
        GROUP BY e.scope
    LOOP
        DELETE FROM sync.feed f WHERE f.scope = place.scope AND f.seq <= place.seq AND f.what <> 'u';
        IF FOUND THEN
            UPDATE sync.scope s SET pruned_to = greatest(s.pruned_to, place.seq) WHERE s.scope = place.scope;
        END IF;
    END LOOP;
    RETURN cardinality(touched);
END $$;

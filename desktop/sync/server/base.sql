-- What every table of the shared database hangs on: who works where, feeds, conflicts, history, the audit chain.
-- Devices get no INSERT, UPDATE or DELETE anywhere: they read through row-level security and write through sync.push.
-- session_user is the identity: it stays the person inside SECURITY DEFINER code too.

CREATE TABLE IF NOT EXISTS sync.meta (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch uuid NOT NULL DEFAULT gen_random_uuid(),
    version int NOT NULL,
    min_client int NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS sync.scope (
    scope uuid PRIMARY KEY,
    name text NOT NULL,
    head bigint NOT NULL DEFAULT 0,       -- the last position given out: the commit-ordered counter
    pruned_to bigint NOT NULL DEFAULT 0,  -- a cursor below it loads anew
    link bytea NOT NULL DEFAULT '\x00'
);
CREATE TABLE IF NOT EXISTS sync.staff (
    login name PRIMARY KEY,
    person uuid NOT NULL,
    active boolean NOT NULL DEFAULT true
);
CREATE TABLE IF NOT EXISTS sync.staff_scope (
    login name NOT NULL REFERENCES sync.staff ON DELETE CASCADE,
    scope uuid NOT NULL REFERENCES sync.scope,
    role text NOT NULL,
    writes boolean NOT NULL,
    apart boolean NOT NULL,               -- sees and writes national ids and special categories
    until timestamptz NOT NULL DEFAULT 'infinity',
    PRIMARY KEY (login, scope)
);
CREATE TABLE IF NOT EXISTS sync.device (
    device uuid PRIMARY KEY,
    login name NOT NULL REFERENCES sync.staff,
    short int GENERATED ALWAYS AS IDENTITY UNIQUE,
    last_batch bigint NOT NULL DEFAULT 0,
    client int NOT NULL DEFAULT 0,
    last_seen timestamptz NOT NULL DEFAULT now(),
    revoked boolean NOT NULL DEFAULT false
);
CREATE TABLE IF NOT EXISTS sync.answer (  -- to every batch; its text for the last two: one is sent while the answer to the other is written
    device uuid NOT NULL REFERENCES sync.device,
    batch bigint NOT NULL,
    sha bytea NOT NULL,
    answer jsonb,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device, batch)
);
CREATE TABLE IF NOT EXISTS sync.visit (  -- which scopes a device could read, and when first and last
    device uuid NOT NULL REFERENCES sync.device,
    scope uuid NOT NULL REFERENCES sync.scope,
    first timestamptz NOT NULL DEFAULT now(),
    last timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device, scope)
);
CREATE TABLE IF NOT EXISTS sync.root (
    root uuid PRIMARY KEY,
    scope uuid NOT NULL
);
ALTER TABLE sync.root ADD COLUMN IF NOT EXISTS since timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE sync.root ALTER since SET DEFAULT now();
CREATE TABLE IF NOT EXISTS sync.stay (   -- where a root was before it came where it is
    root uuid NOT NULL,
    scope uuid NOT NULL REFERENCES sync.scope,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS stay_root ON sync.stay (root);
CREATE TABLE IF NOT EXISTS sync.feed (
    scope uuid NOT NULL,
    tbl text NOT NULL,
    id uuid NOT NULL,
    root uuid NOT NULL,
    seq bigint NOT NULL,
    what "char" NOT NULL,                 -- u upsert, l the root left the scope, e the root was erased, g the row is gone
    PRIMARY KEY (scope, tbl, id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX IF NOT EXISTS feed_position ON sync.feed (scope, seq);
CREATE INDEX IF NOT EXISTS feed_root ON sync.feed (root);
CREATE INDEX IF NOT EXISTS feed_gone ON sync.feed (tbl, id) WHERE what = 'g';
CREATE TABLE IF NOT EXISTS sync.conflict (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    root uuid NOT NULL,
    _scope uuid NOT NULL REFERENCES sync.scope,
    _rev bigint NOT NULL DEFAULT 1,
    tbl text NOT NULL,
    record uuid NOT NULL,
    field text NOT NULL,
    kept jsonb, kept_by int NOT NULL, kept_hlc bigint NOT NULL,
    lost jsonb, lost_by int NOT NULL, lost_hlc bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    settled smallint NOT NULL DEFAULT 0,
    settled_by int
);
CREATE UNIQUE INDEX IF NOT EXISTS conflict_open ON sync.conflict (tbl, record, field, lost_by) WHERE settled = 0;
CREATE INDEX IF NOT EXISTS conflict_scope ON sync.conflict (_scope, id);
CREATE INDEX IF NOT EXISTS conflict_root ON sync.conflict (root);
CREATE TABLE IF NOT EXISTS sync.history (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tbl text NOT NULL, id uuid NOT NULL, root uuid NOT NULL, rev bigint NOT NULL,
    device int NOT NULL, login name NOT NULL, at timestamptz NOT NULL DEFAULT now(), hlc bigint NOT NULL,
    fields jsonb NOT NULL                 -- field: [before, offered, whether it was taken]
);
ALTER TABLE sync.history ADD COLUMN IF NOT EXISTS _scope uuid;
ALTER TABLE sync.history ADD COLUMN IF NOT EXISTS person uuid;
ALTER TABLE sync.history ADD COLUMN IF NOT EXISTS action jsonb NOT NULL DEFAULT '{}';  -- id, label, counts, why, undoes
UPDATE sync.history h SET _scope = r.scope, person = s.person FROM sync.root r, sync.staff s
    WHERE h._scope IS NULL AND r.root = h.root AND s.login = h.login;
CREATE INDEX IF NOT EXISTS history_root ON sync.history (root, n);
CREATE TABLE IF NOT EXISTS sync.parked (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device uuid NOT NULL, login name NOT NULL, root uuid, change jsonb NOT NULL, reason text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(), done boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS parked_root ON sync.parked (root);
CREATE TABLE IF NOT EXISTS sync.erased (
    root uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS audit.entry (
    scope uuid NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, login name NOT NULL, device int NOT NULL,
    n int NOT NULL, commitment bytea NOT NULL, previous bytea NOT NULL, link bytea NOT NULL,
    PRIMARY KEY (scope, seq)
);
-- What is written row by row is not looked up in sync.scope each time: push writes only where sync.staff_scope lets it.
ALTER TABLE sync.root DROP CONSTRAINT IF EXISTS root_scope_fkey;
ALTER TABLE sync.feed DROP CONSTRAINT IF EXISTS feed_scope_fkey;
ALTER TABLE sync.history DROP CONSTRAINT IF EXISTS history__scope_fkey;

DO $$ BEGIN
    CREATE TYPE sync.touch AS (scope uuid, tbl text, id uuid, root uuid, what "char");
EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN
    CREATE TYPE sync.progress AS (touched sync.touch[], revs jsonb, fates jsonb);
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

DO $$ BEGIN  -- until version 2 a device had one answer
    INSERT INTO sync.answer(device, batch, sha, answer)
    SELECT device, last_batch, last_sha, last_answer FROM sync.device WHERE last_answer IS NOT NULL;
    ALTER TABLE sync.device DROP COLUMN last_sha, DROP COLUMN last_answer;
EXCEPTION WHEN undefined_column THEN NULL; END $$;

CREATE OR REPLACE FUNCTION sync.my_scopes() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT coalesce(array_agg(ss.scope), '{}') FROM sync.staff_scope ss JOIN sync.staff s USING (login)
    WHERE ss.login = session_user AND s.active AND ss.until > now() $$;
CREATE OR REPLACE FUNCTION sync.my_apart_scopes() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = '' AS $$
    SELECT coalesce(array_agg(ss.scope), '{}') FROM sync.staff_scope ss JOIN sync.staff s USING (login)
    WHERE ss.login = session_user AND s.active AND ss.until > now() AND ss.apart $$;
CREATE OR REPLACE FUNCTION sync.my_write_scopes(p_apart boolean) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = '' AS $$
    SELECT coalesce(array_agg(ss.scope), '{}') FROM sync.staff_scope ss JOIN sync.staff s USING (login)
    WHERE ss.login = session_user AND s.active AND ss.until > now() AND ss.writes AND (ss.apart OR NOT p_apart) $$;

-- The tables of the region that none of this person's roles, at whichever desk, writes.
CREATE OR REPLACE FUNCTION sync.my_closed_tables() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = '' AS $$
    SELECT coalesce(array_agg(DISTINCT w.tbl), '{}') FROM sync.role_writes() w WHERE w.tbl NOT IN (
        SELECT mine.tbl FROM sync.role_writes() mine JOIN sync.staff_scope ss USING (role)
        WHERE ss.login = session_user AND ss.until > now()) $$;

CREATE OR REPLACE FUNCTION sync.register(p_device uuid, p_client int) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = '' AS $$
DECLARE known sync.device; BEGIN
    INSERT INTO sync.device(device, login, client) VALUES (p_device, session_user, p_client)
    ON CONFLICT (device) DO UPDATE SET client = excluded.client, last_seen = now()
        WHERE device.login = session_user AND NOT device.revoked
    RETURNING * INTO known;
    IF known.device IS NULL THEN RAISE EXCEPTION 'not your device' USING errcode = 'P0403'; END IF;
    PERFORM sync.new_epoch(false);  -- nobody said that it was restored
    INSERT INTO sync.visit(device, scope) SELECT p_device, unnest(sync.my_scopes()) WHERE known.ended = ''
    ON CONFLICT (device, scope) DO UPDATE SET last = now();
    PERFORM sync.is_told(p_device);
    IF (SELECT tidied FROM sync.meta) < now() - interval '1 day' THEN
        BEGIN
            PERFORM sync.tidy(200);
        EXCEPTION WHEN OTHERS THEN NULL;  -- the laptop goes on; `server tidy` says what is wrong
        END;
    END IF;
    RETURN (SELECT jsonb_build_object('short', known.short, 'last_batch', known.last_batch, 'epoch', m.epoch,
        'schema', m.version, 'now', sync.now_ms(), 'lease', m.lease_days, 'ended', known.ended,
        'oldest', m.min_client, 'shape', sync.shape_mark(), 'apart', sync.my_apart_scopes(),
        'erased', gone.roots, 'proofs', gone.proofs, 'erasures', sync.erasures_mark())
        FROM sync.meta m, sync.to_erase(p_device) gone);
END $$;

CREATE OR REPLACE FUNCTION sync.now_ms() RETURNS bigint LANGUAGE sql STABLE SET search_path = '' AS
    $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

-- Positions come last and under the lock of their scope, which is held until the transaction is visible: who sees a
-- position sees every lower one. Scopes in ascending order, so that no two wait for each other.
CREATE OR REPLACE FUNCTION sync.give_positions(p_touched sync.touch[], p_device int, p_commitment bytea) RETURNS void
    LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE s record; before bigint; was bytea; now_link bytea; BEGIN
    FOR s IN SELECT t.scope, count(*) AS n FROM (SELECT DISTINCT u.scope, u.tbl, u.id FROM unnest(p_touched) u) t
        GROUP BY t.scope ORDER BY t.scope
    LOOP
        UPDATE sync.scope SET head = head + s.n WHERE scope = s.scope RETURNING head - s.n, link INTO before, was;
        INSERT INTO sync.feed(scope, tbl, id, root, seq, what)
        SELECT s.scope, q.tbl, q.id, q.root, before + row_number() OVER (ORDER BY q.tbl, q.id), q.what FROM (
            SELECT DISTINCT ON (u.tbl, u.id) u.tbl, u.id, u.root, u.what
            FROM unnest(p_touched) WITH ORDINALITY u(scope, tbl, id, root, what, i)
            WHERE u.scope = s.scope ORDER BY u.tbl, u.id, u.i DESC) q
        ON CONFLICT (scope, tbl, id) DO UPDATE SET seq = excluded.seq, what = excluded.what, root = excluded.root;
        now_link := sha256(p_commitment || was);
        INSERT INTO audit.entry VALUES
            (s.scope, before + s.n, now(), session_user, p_device, s.n, p_commitment, was, now_link);
        UPDATE sync.scope SET link = now_link WHERE scope = s.scope;
    END LOOP;
END $$;

-- A person belongs to the desk of the newest case; another desk means: out of one feed, into the other, at once.
CREATE OR REPLACE FUNCTION sync.follow_newest_case(p_root uuid) RETURNS sync.touch[] LANGUAGE plpgsql
    SET search_path = '' AS $$
DECLARE here uuid; arrived timestamptz; there uuid; tbl text; part sync.touch[]; touched sync.touch[]; BEGIN
    SELECT scope, since INTO here, arrived FROM sync.root WHERE root = p_root;
    SELECT s.scope INTO there FROM (SELECT t.desk FROM app.traject t WHERE t.root = p_root AND t._deleted = 0
        ORDER BY t.id DESC LIMIT 1) newest JOIN sync.scope s ON s.scope::text = newest.desk;
    IF there IS NULL OR here IS NULL OR there = here THEN RETURN '{}'; END IF;
    PERFORM sync.leaves(p_root, here, arrived);
    UPDATE sync.root SET scope = there, since = now() WHERE root = p_root;
    -- what went for good is told in the new feed too: who sees both desks keeps the person, and has yet to hear of it
    WITH dropped AS (DELETE FROM sync.feed WHERE root = p_root AND scope IN (here, there) RETURNING feed.tbl, id, what)
    SELECT array_agg(ROW(there, d.tbl, d.id, p_root, 'g')::sync.touch) INTO part FROM dropped d WHERE d.what = 'g';
    touched := ROW(here, '', p_root, p_root, 'l')::sync.touch || coalesce(part, '{}');
    FOR tbl IN SELECT name FROM sync.person_tables() LOOP
        EXECUTE format('WITH moved AS (UPDATE app.%1$I SET _scope = $1 WHERE root = $2 RETURNING id)
            SELECT array_agg(ROW($1, %1$L, id, $2, ''u'')::sync.touch) FROM moved', tbl) INTO part USING there, p_root;
        touched := touched || coalesce(part, '{}');
    END LOOP;
    WITH moved AS (UPDATE sync.conflict SET _scope = there WHERE root = p_root RETURNING id)
    SELECT array_agg(ROW(there, 'conflict', id, p_root, 'u')::sync.touch) INTO part FROM moved;
    UPDATE sync.history SET _scope = there WHERE root = p_root;
    UPDATE sync.file SET _scope = there WHERE root = p_root;
    RETURN touched || coalesce(part, '{}');
END $$;

CREATE OR REPLACE FUNCTION sync.push(p_device uuid, p_batch bigint, p_sha bytea, p_changes jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known sync.device; name text; names text[]; roots uuid[]; away uuid[]; moving uuid; of_table jsonb; offered jsonb := '[]';
    touched sync.touch[] := '{}'; revs jsonb := '{}'; fates jsonb := '[]'; done jsonb; answer jsonb;
    believed bigint := (sync.now_ms() + 120000) << 16;
    plain uuid[] := sync.my_write_scopes(false); delicate uuid[] := sync.my_write_scopes(true);
    closed text[] := sync.my_closed_tables(); below boolean;
BEGIN
    SELECT * INTO known FROM sync.device WHERE device = p_device AND login = session_user AND NOT revoked FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'unknown device' USING errcode = 'P0401'; END IF;
    SELECT a.answer INTO answer FROM sync.answer a WHERE a.device = p_device AND a.batch = p_batch AND a.sha = p_sha;
    IF answer IS NOT NULL THEN RETURN answer; END IF;
    IF p_batch <> known.last_batch + 1 THEN RAISE EXCEPTION 'another copy' USING errcode = 'P0409'; END IF;
    IF EXISTS (SELECT FROM sync.answer a JOIN sync.device d USING (device) WHERE a.sha = p_sha AND d.login = session_user)
    THEN RETURN sync.taken_before(p_device, p_batch, p_sha, p_changes); END IF;
    SELECT array_agg(DISTINCT x->>'t'), array_agg(DISTINCT nullif(x->>'r', '')::uuid),
        bool_or(x->'f' ? '_deleted' OR x->>'p' IS NOT NULL)
    INTO names, roots, below FROM jsonb_array_elements(p_changes) x;
    SELECT array_agg(q.root) INTO away FROM (SELECT r.root, r.scope FROM sync.root r WHERE r.root = ANY (roots)
        ORDER BY r.root FOR UPDATE) q WHERE q.scope <> ALL (plain);
    IF EXISTS (SELECT FROM sync.erased e WHERE e.root = ANY (roots)) THEN
        SELECT coalesce(jsonb_agg(jsonb_build_array(x->>'t', x->>'r', 'erased')) FILTER (WHERE e.root IS NOT NULL), '[]'),
               coalesce(jsonb_agg(x) FILTER (WHERE e.root IS NULL), '[]') INTO fates, p_changes
        FROM jsonb_array_elements(p_changes) x LEFT JOIN sync.erased e ON e.root = nullif(x->>'r', '')::uuid;
    END IF;
    IF away IS NOT NULL THEN
        SELECT coalesce(jsonb_agg(x) FILTER (WHERE q.over), '[]'), coalesce(jsonb_agg(x) FILTER (WHERE NOT q.over), '[]')
        INTO offered, p_changes FROM (SELECT x, coalesce(nullif(x->>'r', '')::uuid = ANY (away)
            AND sync.is_handed_over(p_device, x), false) AS over FROM jsonb_array_elements(p_changes) x) q;
    END IF;
    FOR name IN SELECT s.name FROM sync.tables() s WHERE s.name = ANY (names) ORDER BY s.place LOOP
        of_table := p_changes;
        IF cardinality(names) > 1 THEN
            SELECT coalesce(jsonb_agg(x), '[]') INTO of_table FROM jsonb_array_elements(p_changes) x WHERE x->>'t' = name;
        END IF;
        EXECUTE format('SELECT (g).touched, (g).revs, (g).fates FROM (SELECT sync.%I($1, $2, $3, $4, $5) g) q',
            'push_' || name)
        INTO touched, revs, fates
        USING ROW(touched, revs, fates)::sync.progress, known, believed,
            CASE WHEN name = ANY (closed) THEN '{}' WHEN name LIKE '%\_\_apart' THEN delicate ELSE plain END, of_table;
    END LOOP;
    IF below THEN
        touched := (sync.ask_about_deleted(ROW(touched, revs, fates)::sync.progress, known, p_changes)).touched;
    END IF;
    FOR moving IN SELECT DISTINCT root FROM unnest(touched) WHERE tbl = 'traject' ORDER BY root LOOP
        touched := touched || sync.follow_newest_case(moving);
    END LOOP;
    IF offered <> '[]' THEN
        SELECT (g).touched, (g).fates INTO touched, fates
        FROM sync.hand_over(ROW(touched, revs, fates)::sync.progress, known, believed, offered) g;
        PERFORM sync.is_told(p_device);
    END IF;
    WITH unknown AS (
        INSERT INTO sync.parked(device, login, root, change, reason)
        SELECT p_device, session_user, nullif(x->>'r', '')::uuid, x, 'unknown table'
        FROM jsonb_array_elements(p_changes) x WHERE x->>'t' NOT IN (SELECT s.name FROM sync.tables() s)
        RETURNING change)
    SELECT fates || coalesce(jsonb_agg(jsonb_build_array(change->>'t', change->>'id', 'parked')), '[]') INTO fates
    FROM unknown;
    -- what moved away no longer stands in the feed it left
    SELECT coalesce(array_agg(t), '{}') INTO touched FROM unnest(touched) WITH ORDINALITY
        u(scope, tbl, id, root, what, i) CROSS JOIN LATERAL (SELECT ROW(u.scope, u.tbl, u.id, u.root, u.what)::sync.touch) l(t)
        LEFT JOIN sync.root r ON r.root = u.root WHERE u.what = 'l' OR r.scope = u.scope;
    PERFORM sync.give_positions(touched, known.short, p_sha);
    RETURN sync.answered(p_device, p_batch, p_sha, revs, fates);
END $$;

CREATE OR REPLACE FUNCTION sync.answered(p_device uuid, p_batch bigint, p_sha bytea, p_revs jsonb, p_fates jsonb)
    RETURNS jsonb LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE answer jsonb := jsonb_build_object('batch', p_batch, 'r', p_revs, 'x', p_fates, 'now', sync.now_ms()); BEGIN
    UPDATE sync.device SET last_batch = p_batch, last_seen = now() WHERE device = p_device;
    INSERT INTO sync.answer(device, batch, sha, answer) VALUES (p_device, p_batch, p_sha, answer);
    UPDATE sync.answer a SET answer = NULL WHERE a.device = p_device AND a.batch = p_batch - 2;
    RETURN answer;
END $$;

-- The chain of one scope from its beginning to its head; the first position that does not fit, or nothing.
CREATE OR REPLACE FUNCTION audit.verify(p_scope uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = '' AS $$
    SELECT min(seq) FROM (
        SELECT seq FROM (SELECT seq, link, previous, commitment, lag(link, 1, '\x00') OVER (ORDER BY seq) AS before
            FROM audit.entry WHERE scope = p_scope) e
        WHERE e.previous <> e.before OR e.link <> sha256(e.commitment || e.before)
        UNION ALL SELECT s.head FROM sync.scope s WHERE s.scope = p_scope AND s.head > 0 AND NOT EXISTS (
            SELECT FROM audit.entry e WHERE e.scope = s.scope AND e.seq = s.head AND e.link = s.link)) q $$;

-- The chains at the positions up to which a laptop saw them: it compares, so that nobody changes the past unseen.
CREATE OR REPLACE FUNCTION sync.links(p_scopes uuid[], p_seqs bigint[]) RETURNS TABLE(scope uuid, link bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT e.scope, e.link FROM unnest(p_scopes, p_seqs) AS w(scope, seq) JOIN audit.entry e USING (scope, seq)
    WHERE e.scope = ANY (sync.my_scopes()) $$;

-- Decided, or to decide again: by who saw it as it stands, or said so last. One by one, in order: there are few.
CREATE OR REPLACE FUNCTION sync.push_conflict(p sync.progress, known sync.device, believed bigint, mine uuid[],
    changes jsonb) RETURNS sync.progress LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE asked record; c sync.conflict; next bigint; BEGIN
    FOR asked IN SELECT (x->>'id')::uuid AS id, (x->'f'->'settled'->>0)::smallint AS settled,
        (x->'f'->'settled'->>1)::bigint AS base FROM jsonb_array_elements(changes) x
    LOOP
        SELECT * INTO c FROM sync.conflict q WHERE q.id = asked.id AND q._scope = ANY (mine)
            AND q.tbl <> ALL (sync.my_closed_tables()) FOR UPDATE;
        IF NOT FOUND THEN
            p.fates := p.fates || jsonb_build_array(jsonb_build_array('conflict', asked.id, 'parked'));
        ELSIF c.settled <> asked.settled
            AND (asked.base = c._rev OR c.settled_by = known.short OR asked.base = 0 AND asked.settled = 1)
            AND (asked.settled = 1 OR NOT EXISTS (SELECT FROM sync.conflict o WHERE o.settled = 0 AND o.tbl = c.tbl
                AND o.record = c.record AND o.field = c.field AND o.lost_by = c.lost_by)) THEN
            next := greatest(c._rev, (SELECT lift FROM sync.meta)) + 1;
            UPDATE sync.conflict q SET settled = asked.settled, settled_by = known.short, _rev = next WHERE q.id = c.id;
            p.touched := p.touched || ROW(c._scope, 'conflict', c.id, c.root, 'u')::sync.touch;
            p.revs := p.revs || jsonb_build_object('conflict ' || c.id, next);
        ELSE
            p.fates := p.fates || jsonb_build_array(jsonb_build_array('conflict', c.id, 'same'));
        END IF;
    END LOOP;
    RETURN p;
END $$;

-- A server that was restored from a backup: laptops learn that it is another one, and hand in again what it does not have.

ALTER TABLE sync.meta
    ADD COLUMN IF NOT EXISTS lift bigint NOT NULL DEFAULT 0,  -- revisions given out since the last restore are above it
    ADD COLUMN IF NOT EXISTS home text;                       -- where it ran when that was looked at last
CREATE INDEX IF NOT EXISTS answer_sha ON sync.answer (sha);

-- Another word in another cluster or database, after a return to an earlier point or a replica that took over, and where
-- the tables were made anew: each may lack what was done last. Not every provider lets the first two be read.
CREATE OR REPLACE FUNCTION sync.home() RETURNS text LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE here text := format('%s %s', (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()),
    'sync.meta'::regclass::oid); BEGIN
    RETURN (SELECT format('%s %s %s', s.system_identifier, c.timeline_id, here)
        FROM pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c);
EXCEPTION WHEN insufficient_privilege THEN RETURN here;
END $$;
UPDATE sync.meta SET home = sync.home() WHERE home IS NULL;

-- From now on every device compares instead of trusting its cursor; where not always, then where this is another place.
-- A revision is above any that was given out before the loss, for no row gets one a millisecond: so what an author had
-- seen then, whether the backup has it or not, is told from what was written since.
DROP FUNCTION IF EXISTS sync.new_epoch();
CREATE OR REPLACE FUNCTION sync.new_epoch(p_always boolean DEFAULT true) RETURNS uuid LANGUAGE sql
    SET search_path = '' AS $$
    UPDATE sync.meta SET epoch = gen_random_uuid(), lift = greatest(lift, sync.now_ms()), home = sync.home()
    WHERE p_always OR home <> sync.home() RETURNING epoch $$;

-- A copy of a laptop, or a laptop under another number, hands in what is here: nothing is done twice, it looks what stands.
CREATE OR REPLACE FUNCTION sync.taken_before(p_device uuid, p_batch bigint, p_sha bytea, p_changes jsonb) RETURNS jsonb
    LANGUAGE sql SET search_path = '' AS $$
    SELECT sync.answered(p_device, p_batch, p_sha, '{}', coalesce(jsonb_agg(CASE WHEN e.root IS NULL
        THEN jsonb_build_array(x->>'t', x->>'id', 'same') ELSE jsonb_build_array(x->>'t', x->>'r', 'erased') END), '[]'))
    FROM jsonb_array_elements(p_changes) x LEFT JOIN sync.erased e ON e.root = nullif(x->>'r', '')::uuid $$;

-- Which of these batches are here, whoever handed them in.
CREATE OR REPLACE FUNCTION sync.had(p_shas bytea[]) RETURNS SETOF bytea LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = '' AS $$ SELECT DISTINCT a.sha FROM sync.answer a WHERE a.sha = ANY (p_shas) $$;

-- What programs of before version 4 ask instead.
-- Which of these batches of a device are not here: later ones than it handed in, or another was taken under that number.
CREATE OR REPLACE FUNCTION sync.lost(p_device uuid, p_batches bigint[], p_shas bytea[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT b.n FROM unnest(p_batches, p_shas) AS b(n, sha) JOIN sync.device d ON d.device = p_device
        LEFT JOIN sync.answer a ON a.device = d.device AND a.batch = b.n
    WHERE d.login = session_user GROUP BY b.n, d.last_batch
    HAVING b.n > d.last_batch OR NOT coalesce(bool_or(a.sha = b.sha), true) ORDER BY b.n $$;

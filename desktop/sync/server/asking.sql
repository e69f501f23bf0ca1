-- What a person is asked: two values of one field, of which one shows. It is asked once, of whoever wrote the other.
DO $$ BEGIN
    CREATE TYPE sync.question AS (root uuid, scope uuid, tbl text, record uuid, field text,
        kept jsonb, kept_by int, kept_hlc bigint, lost jsonb, lost_by int, lost_hlc bigint);
EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE OR REPLACE FUNCTION sync.ask(asked sync.question[]) RETURNS sync.touch[] LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    touched sync.touch[];
BEGIN
    WITH told AS (
        INSERT INTO sync.conflict(root, _scope, tbl, record, field, kept, kept_by, kept_hlc, lost, lost_by, lost_hlc)
        SELECT DISTINCT ON (tbl, record, field, lost_by) * FROM unnest(asked) ORDER BY tbl, record, field, lost_by
        ON CONFLICT (tbl, record, field, lost_by) WHERE settled = 0 DO UPDATE SET kept = excluded.kept,
            kept_by = excluded.kept_by, kept_hlc = excluded.kept_hlc, lost = excluded.lost,
            lost_hlc = excluded.lost_hlc, settled_by = NULL,
            _rev = greatest(conflict._rev, (SELECT lift FROM sync.meta)) + 1
        RETURNING id, root, _scope)
    SELECT coalesce(array_agg(ROW(_scope, 'conflict', id, root, 'u')::sync.touch), '{}') INTO touched FROM told;
    RETURN touched;
END $$;

-- Work below something that is deleted: whoever added it, or brought it back, did not see that, and whoever deleted what
-- is above it did not see the work, for a laptop deletes all that it knows below. So somebody is asked whether it stays
-- deleted. The push holds the lock of the root, so that neither of the two passes the other.
CREATE OR REPLACE FUNCTION sync.ask_about_deleted(p sync.progress, known sync.device, changes jsonb) RETURNS sync.progress
    LANGUAGE plpgsql SET search_path = '' SET enable_seqscan = off AS $$
DECLARE
    names text[]; deleted uuid[]; alive uuid[]; pair record; asked sync.question[];
BEGIN
    SELECT array_agg(DISTINCT x->>'t'), coalesce(array_agg((x->>'id')::uuid) FILTER (WHERE x->'f'->'_deleted'->>0 = '1'), '{}'),
        coalesce(array_agg((x->>'id')::uuid) FILTER (WHERE x->'f'->'_deleted'->>0 IS DISTINCT FROM '1'), '{}')
    INTO names, deleted, alive FROM jsonb_array_elements(changes) x WHERE x->'f' ? '_deleted' OR x->>'p' IS NOT NULL;
    FOR pair IN SELECT c.name AS above, c.child AS below FROM sync.child_tables() c
        WHERE c.name = ANY (names) AND deleted <> '{}' OR c.child = ANY (names) AND alive <> '{}'
    LOOP
        EXECUTE format($q$
            WITH above AS (
                SELECT a.id, a.root, a._scope, coalesce((a._wrote->'_deleted'->>1)::bigint, a._hlc) AS hlc,
                    coalesce((a._wrote->'_deleted'->>2)::int, a._by) AS by
                FROM app.%1$I a WHERE a._deleted = 1
                    AND a.id IN (SELECT unnest($1) UNION SELECT b.parent FROM app.%2$I b WHERE b.id = ANY ($2))),
            work AS (
                SELECT DISTINCT ON (a.id) a.*, b.at, b.other FROM above a CROSS JOIN LATERAL (
                    SELECT b.id, coalesce((b._wrote->'_deleted'->>1)::bigint, b._hlc) AS at,
                        coalesce((b._wrote->'_deleted'->>2)::int, b._by) AS other
                    FROM app.%2$I b WHERE b.root = a.root AND b.parent = a.id AND b._deleted = 0) b
                WHERE b.other <> a.by
                    AND (a.by = $3 AND a.id = ANY ($1) OR b.other = $3 AND b.id = ANY ($2))
                ORDER BY a.id, b.at DESC, b.other DESC)
            SELECT array_agg(ROW(root, _scope, %1$L, id, '_deleted', '1', by, hlc, '0', other, at)::sync.question) FROM work
            $q$, pair.above, pair.below)
        INTO asked USING deleted, alive, known.short;
        IF asked IS NOT NULL THEN
            p.touched := p.touched || sync.ask(asked);
        END IF;
    END LOOP;
    RETURN p;
END $$;

-- The push of one table: new rows, then edits decided per field, all of it set-based; the twin of desktop/domain/merge.py.
-- A word with an at sign is filled in from the declarations. Without sequential scans: a plan is kept as long as the
-- connection, and may have been made when the tables were empty.
CREATE OR REPLACE FUNCTION sync."push_@table"(
    p sync.progress, known sync.device, believed bigint, mine uuid[], changes jsonb)
    RETURNS sync.progress LANGUAGE plpgsql SET search_path = '' SET enable_seqscan = off AS $fn$
#variable_conflict use_column
DECLARE
    me int := known.short; lift bigint := (SELECT lift FROM sync.meta); who uuid := (SELECT person FROM sync.staff WHERE login = session_user); fresh uuid[]; part sync.progress; made sync.touch[];
BEGIN
    WITH c AS (SELECT * FROM jsonb_to_recordset(changes) AS c(id uuid, r uuid, p uuid, s uuid, h bigint, n jsonb, a jsonb)),
    ins AS (
        INSERT INTO app."@table"(id, root, parent, _scope, _rev, _hlc, _by, _deleted@listed)
        SELECT c.id, c.r, c.p, w.scope, 1, least(c.h, believed), me, coalesce(v._deleted, 0)@read
        FROM c LEFT JOIN sync.root t ON t.root = c.r
        CROSS JOIN LATERAL (SELECT coalesce(t.scope, CASE WHEN c.id = c.r THEN @own_scope END) AS scope) w
        CROSS JOIN LATERAL jsonb_to_record(c.n) AS v(_deleted smallint@typed)
        WHERE @newly AND w.scope = ANY (mine) AND NOT EXISTS (  -- what went for good does not come back by being sent again
            SELECT FROM sync.feed g WHERE g.scope = w.scope AND g.tbl = '@table' AND g.id = c.id AND g.what = 'g')@with_parent
        ON CONFLICT (id) DO NOTHING RETURNING id, root, _scope),
    roots AS (INSERT INTO sync.root(root, scope) SELECT root, _scope FROM ins WHERE id = root ON CONFLICT DO NOTHING),
    his AS (
        INSERT INTO sync.history(tbl, id, root, _scope, rev, device, login, person, hlc, action, fields)
        SELECT '@table', ins.id, ins.root, ins._scope, 1, me, session_user, who, least(c.h, believed),
            coalesce(c.a, '{}'), jsonb_build_object('*', jsonb_build_array(
                null, c.n || jsonb_build_object('parent', c.p), true)) FROM ins JOIN c ON c.id = ins.id)
    SELECT coalesce(array_agg(id), '{}'),
        coalesce(array_agg(ROW(_scope, '@table', id, root, 'u')::sync.touch), '{}')
    INTO fresh, made FROM ins;
    @empty_rows
    WITH c AS (
        SELECT c.id, c.r, least(c.h, believed) AS h, CASE WHEN c.n IS NULL OR c.n = 'null' THEN c.f ELSE (
            SELECT jsonb_object_agg(key, jsonb_build_array(value, 0)) FROM jsonb_each(c.n)) END AS f, c.x,
            coalesce(c.x->'a', '{}') AS a
        FROM (SELECT x, (x->>'id')::uuid AS id, (x->>'r')::uuid AS r, (x->>'h')::bigint AS h, x->'n' AS n, x->'f' AS f
            FROM jsonb_array_elements(changes) x) c WHERE c.id <> ALL (fresh)),
    lk AS MATERIALIZED (
        SELECT l.id, l.root, l._scope, l._rev, l._hlc, l._by, l._wrote, l._deleted, l, c.h, c.f, c.a
        FROM (SELECT * FROM c ORDER BY id) c
        CROSS JOIN LATERAL (SELECT t.* FROM app."@table" t WHERE t.id = c.id AND t._scope = ANY (mine) FOR UPDATE) l),
    fld AS (
        SELECT lk.id, lk.root, lk._scope, lk._rev, lk._wrote, lk._deleted AS gone, lk.h, lk.a, e.key AS k, e.value->0 AS v,
            CASE WHEN (e.value->>1)::bigint > greatest(lk._rev, lift) THEN 0 ELSE (e.value->>1)::bigint END AS base,
            CASE e.key @olds END AS old,
            e.key = ANY ('{@names}') AS declared,
            coalesce((lk._wrote->e.key->>0)::bigint, @born) AS cur,
            coalesce((lk._wrote->e.key->>1)::bigint, lk._hlc) AS curh,
            coalesce((lk._wrote->e.key->>2)::int, lk._by) AS curb,
            @standing AS standing,
            coalesce((lk._wrote->'_deleted'->>0)::bigint, @born) AS gone_rev,
            coalesce((lk._wrote->'_deleted'->>1)::bigint, lk._hlc) AS gone_hlc,
            coalesce((lk._wrote->'_deleted'->>2)::int, lk._by) AS gone_by
        FROM lk CROSS JOIN LATERAL jsonb_each(lk.f) e),
    plain AS (
        SELECT e.*, NOT e.against OR @wins AS wins
        FROM (SELECT *, cur > base AND curb <> me AS against FROM fld WHERE declared AND old IS DISTINCT FROM v) e),
    dec AS MATERIALIZED (@decided),
    agg AS MATERIALIZED (
        SELECT id, jsonb_object_agg(k, v) FILTER (WHERE taken) AS nf,
            jsonb_object_agg(k, jsonb_build_array(greatest(_rev, lift) + 1, h, me)) FILTER (WHERE taken) AS nw FROM dec GROUP BY id),
    upd AS (
        UPDATE app."@table" t SET (@written) = (
                SELECT @populated FROM jsonb_populate_record(t, agg.nf) v),
            _rev = greatest(t._rev, lift) + 1, _wrote = t._wrote || agg.nw
        FROM agg WHERE t.id = agg.id AND agg.nf IS NOT NULL RETURNING t.id, t.root, t._scope, t._rev),
    his AS (
        INSERT INTO sync.history(tbl, id, root, _scope, rev, device, login, person, hlc, action, fields)
        SELECT '@table', id, root, _scope, min(_rev), me, session_user, who, min(h), a,
            jsonb_object_agg(k, jsonb_build_array(old, v, taken)) FROM dec GROUP BY id, root, _scope, a),
    clash AS (
        SELECT id, root, _scope, k, CASE WHEN taken THEN v ELSE old END AS kept,
            CASE WHEN taken THEN me ELSE curb END AS kept_by, CASE WHEN taken THEN h ELSE curh END AS kept_hlc,
            CASE WHEN taken THEN old ELSE v END AS lost, CASE WHEN taken THEN curb ELSE me END AS lost_by,
            CASE WHEN taken THEN curh ELSE h END AS lost_hlc FROM dec WHERE conc
        UNION ALL -- deleted without having seen somebody's work
        SELECT d.id, d.root, d._scope, d.k, '1', me, d.h, '0', o.by, o.hlc FROM dec d CROSS JOIN LATERAL (
            SELECT (w.value->>2)::int AS by, (w.value->>1)::bigint AS hlc FROM jsonb_each(d._wrote) w
            WHERE w.key <> '_deleted' AND (w.value->>0)::bigint > d.base AND (w.value->>2)::int <> me
            ORDER BY (w.value->>0)::bigint DESC, 2 DESC, 1 DESC LIMIT 1) o
        WHERE d.k = '_deleted' AND d.v = '1' AND d.taken AND NOT d.conc
        UNION ALL -- worked on without having seen that it was deleted
        (SELECT DISTINCT ON (d.id) d.id, d.root, d._scope, '_deleted', '1'::jsonb, d.gone_by, d.gone_hlc, '0'::jsonb,
            me, d.h FROM dec d
        WHERE d.k <> '_deleted' AND d.gone = 1 AND d.gone_rev > d.base AND d.gone_by <> me AND d.taken ORDER BY d.id)),
    told AS MATERIALIZED (
        SELECT sync.ask(array_agg(ROW(root, _scope, '@table', id, k, kept, kept_by, kept_hlc, lost, lost_by, lost_hlc)
            ::sync.question)) AS touched FROM clash HAVING count(*) > 0),
    refused AS (
        INSERT INTO sync.parked(device, login, root, change, reason)
        SELECT known.device, session_user, c.r, c.x, 'no such row here' FROM c WHERE c.id NOT IN (SELECT id FROM lk)
        RETURNING (change->>'id') AS id),
    odd AS (
        INSERT INTO sync.parked(device, login, root, change, reason)
        SELECT known.device, session_user, fld.root, jsonb_build_object('t', '@table', 'id', fld.id,
            'r', fld.root, 'h', min(fld.h), 'f', jsonb_object_agg(fld.k, jsonb_build_array(fld.v, fld.base))), 'unknown field'
        FROM fld WHERE NOT declared GROUP BY fld.id, fld.root
        RETURNING (change->>'id') AS id)
    SELECT
        (SELECT coalesce(array_agg(ROW(_scope, '@table', id, root, 'u')::sync.touch), '{}') FROM (
            SELECT id, root, _scope FROM upd@also_touched) u)
        || coalesce((SELECT touched FROM told), '{}'),
        coalesce((SELECT jsonb_object_agg('@table ' || id, _rev) FROM upd), '{}')
        || coalesce((SELECT jsonb_object_agg('@table ' || f, 1) FROM unnest(fresh) f), '{}'),
        coalesce((SELECT jsonb_agg(jsonb_build_array('@table', id, 'conflict')) FROM (
            SELECT DISTINCT id FROM clash) q), '[]')
        || coalesce((SELECT jsonb_agg(jsonb_build_array('@table', id, 'same')) FROM lk
            WHERE id NOT IN (SELECT id FROM upd UNION SELECT id FROM clash)), '[]')
        || coalesce((SELECT jsonb_agg(jsonb_build_array('@table', id, 'parked')) FROM (
            SELECT id FROM refused UNION SELECT id FROM odd) q), '[]')
    INTO part;
    RETURN ROW(p.touched || made || part.touched, p.revs || part.revs, p.fates || part.fates)::sync.progress;
END $fn$

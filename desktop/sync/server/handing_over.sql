-- What was typed for somebody before the laptop could hear that they are at another desk now. It changes nothing of what
-- stands there: the desk that has the case is asked, field by field. New records write over nothing and are taken in.

CREATE TABLE IF NOT EXISTS sync.unaware (  -- laptops that held somebody who left the scope, until a week after their next contact
    device uuid NOT NULL,                 -- without a reference: two pushes would wait for each other's device
    root uuid NOT NULL,
    scope uuid NOT NULL REFERENCES sync.scope,
    told timestamptz,                     -- their first contact since; nothing: none yet
    PRIMARY KEY (device, root, scope)
);
CREATE INDEX IF NOT EXISTS unaware_root ON sync.unaware (root);
INSERT INTO sync.unaware(device, root, scope)
    SELECT v.device, s.root, s.scope FROM sync.stay s JOIN sync.visit v USING (scope)
    WHERE v.last < s.until AND v.last + interval '1 day' >= s.since ON CONFLICT DO NOTHING;

-- Whose laptop was in contact while the root was here, or may still be busy with the round in which it came.
CREATE OR REPLACE FUNCTION sync.leaves(p_root uuid, p_scope uuid, p_since timestamptz) RETURNS void LANGUAGE sql
    SET search_path = '' AS $$
    INSERT INTO sync.stay(root, scope, since) VALUES (p_root, p_scope, p_since);
    INSERT INTO sync.unaware(device, root, scope) SELECT v.device, p_root, p_scope FROM sync.visit v
        WHERE v.scope = p_scope AND v.last + interval '1 day' >= p_since
    ON CONFLICT (device, root, scope) DO UPDATE SET told = NULL $$;

-- The round of a contact may be cut before anything was handed in or heard, on a Friday evening; hence the week.
CREATE OR REPLACE FUNCTION sync.is_told(p_device uuid) RETURNS void LANGUAGE sql SET search_path = '' AS $$
    DELETE FROM sync.unaware WHERE device = p_device AND told < now() - interval '7 days';
    UPDATE sync.unaware SET told = now() WHERE device = p_device AND told IS NULL $$;

-- Whether a change is of somebody who left while this laptop could not know, from a desk where this person still writes.
CREATE OR REPLACE FUNCTION sync.is_handed_over(p_device uuid, p_change jsonb) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = '' AS $$
    SELECT p_change->>'t' IN (SELECT t.name FROM sync.person_tables() t) AND EXISTS (SELECT FROM sync.unaware u
        WHERE u.device = p_device AND u.root = (p_change->>'r')::uuid
            AND (u.told IS NULL OR u.told >= now() - interval '7 days')
            AND u.scope = ANY (sync.my_write_scopes(p_change->>'t' LIKE '%\_\_apart'))) $$;

-- One by one: there are few. A new case would take the person back, so it comes in as deleted and is asked about.
CREATE OR REPLACE FUNCTION sync.hand_over(p sync.progress, known sync.device, believed bigint, changes jsonb)
    RETURNS sync.progress LANGUAGE plpgsql SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
    me int := known.short; who uuid := (SELECT person FROM sync.staff WHERE login = known.login);
    x jsonb; tbl text; rec uuid; top uuid; place uuid; h bigint; a jsonb; n jsonb; f jsonb; own jsonb; here jsonb;
    fate text; made int; newly boolean; part sync.touch[];
BEGIN
    FOR x IN SELECT c FROM jsonb_array_elements(changes) c JOIN sync.tables() s ON s.name = c->>'t'
        ORDER BY s.place, c->>'id'
    LOOP
        tbl := x->>'t'; rec := (x->>'id')::uuid; top := (x->>'r')::uuid; h := least((x->>'h')::bigint, believed);
        a := coalesce(x->'a', '{}'); n := nullif(x->'n', 'null'); f := x->'f'; fate := 'same'; made := 0; newly := false;
        SELECT scope INTO place FROM sync.root WHERE root = top;
        own := jsonb_build_object('id', rec, 'root', top, 'parent', x->'p', '_scope', place, '_rev', 1, '_hlc', h,
            '_by', me, '_wrote', '{}'::jsonb, '_deleted', coalesce(n->'_deleted', '0'));
        IF tbl LIKE '%\_\_apart' THEN
            EXECUTE format('INSERT INTO app.%I(id, root, _scope, _rev, _hlc, _by)
                SELECT m.id, m.root, m._scope, 0, $3, $4 FROM app.%I m WHERE m.id = $1 AND m.root = $2
                ON CONFLICT (id) DO NOTHING', tbl, replace(tbl, '__apart', '')) USING rec, top, h, me;
            GET DIAGNOSTICS made = ROW_COUNT;
        ELSIF n IS NOT NULL AND NOT EXISTS (SELECT FROM sync.feed g
            WHERE g.scope = place AND g.what = 'g' AND (g.tbl = x->>'t' AND g.id = rec OR g.id = (x->>'p')::uuid
                AND g.tbl = (SELECT c.name FROM sync.child_tables() c WHERE c.child = x->>'t')))
        THEN
            newly := tbl = 'traject' AND own->'_deleted' = '0';
            own := own || CASE WHEN newly THEN '{"_deleted": 1}' ELSE '{}' END::jsonb;
            EXECUTE format('INSERT INTO app.%1$I SELECT * FROM jsonb_populate_record(NULL::app.%1$I, $1)
                ON CONFLICT (id) DO NOTHING', tbl) USING n || own;
            GET DIAGNOSTICS made = ROW_COUNT;
        END IF;
        IF made = 1 THEN
            p.touched := p.touched || ROW(place, tbl, rec, top, 'u')::sync.touch;
        END IF;
        EXECUTE format('SELECT to_jsonb(t) FROM app.%I t WHERE t.id = $1 AND t.root = $2 FOR UPDATE', tbl)
        INTO here USING rec, top;
        IF made = 1 AND tbl NOT LIKE '%\_\_apart' THEN
            INSERT INTO sync.history(tbl, id, root, _scope, rev, device, login, person, hlc, action, fields)
            VALUES (tbl, rec, top, place, 1, me, known.login, who, h, a, jsonb_build_object('*', jsonb_build_array(null,
                n || jsonb_build_object('parent', x->'p')
                || CASE WHEN newly THEN '{"_deleted": 1}' ELSE '{}' END::jsonb, true)));
            f := CASE WHEN newly THEN '{"_deleted": [0]}' ELSE '{}' END::jsonb;
            fate := 'offered';
        ELSIF here IS NULL THEN
            INSERT INTO sync.parked(device, login, root, change, reason)
            VALUES (known.device, known.login, top, x, 'no such row here');
            fate := 'parked'; f := '{}';
        ELSIF n IS NOT NULL THEN
            SELECT jsonb_object_agg(key, jsonb_build_array(value)) INTO f FROM jsonb_each(n);
        END IF;
        WITH offered AS (
            SELECT e.key AS k, e.value->0 AS v, here->e.key AS old, coalesce(here->'_wrote'->e.key, jsonb_build_array(
                (tbl NOT LIKE '%\_\_apart')::int, here->'_hlc', here->'_by')) AS w
            FROM jsonb_each(f) e WHERE e.key = '_deleted' OR sync.shape()->tbl ? e.key),
        other AS (SELECT * FROM offered WHERE old <> v AND (fate = 'offered'
            OR NOT (here->'_wrote' ? k AND w->2 = to_jsonb(me) AND h < (w->>1)::bigint))),  -- their own later value stands
        asked AS (SELECT * FROM other UNION ALL  -- worked on without knowing that it is deleted there
            SELECT '_deleted', '0', '1', coalesce(here->'_wrote'->'_deleted',
                jsonb_build_array(1, here->'_hlc', here->'_by'))
            WHERE here->'_deleted' = '1' AND NOT f ? '_deleted' AND EXISTS (SELECT FROM other)),
        told AS MATERIALIZED (
            SELECT sync.ask(array_agg(ROW(top, place, x->>'t', rec, k, old, (w->>2)::int, (w->>1)::bigint, v, me, h)
                ::sync.question)) AS touched FROM asked),
        his AS (
            INSERT INTO sync.history(tbl, id, root, _scope, rev, device, login, person, hlc, action, fields)
            SELECT x->>'t', rec, top, place, (here->>'_rev')::bigint, me, known.login, who, h, a,
                jsonb_object_agg(k, jsonb_build_array(old, v, false)) FROM other
            WHERE fate <> 'offered' HAVING count(*) > 0),
        odd AS (
            INSERT INTO sync.parked(device, login, root, change, reason)
            SELECT known.device, known.login, top, (x - 'n') || jsonb_build_object('f', jsonb_object_agg(key, value)),
                'unknown field' FROM jsonb_each(f) WHERE key <> '_deleted' AND NOT sync.shape()->tbl ? key
            HAVING count(*) > 0 RETURNING n)
        SELECT touched, CASE WHEN EXISTS (SELECT FROM odd) AND fate = 'same' THEN 'parked' ELSE fate END
        INTO part, fate FROM told;
        p.touched := p.touched || part;
        IF part <> '{}' OR fate = 'offered' THEN
            fate := CASE WHEN known.client < 3 THEN 'parked' ELSE 'offered' END;  -- older programs know no other word
        END IF;
        p.fates := p.fates || jsonb_build_array(jsonb_build_array(tbl, rec, fate));
    END LOOP;
    RETURN sync.ask_about_deleted(p, known, changes);
END $$;

-- What waited on the server for a field or table that it knows now: whoever has the case is asked. Of who may not have
-- held it, or writes at no desk where it was, it stays with the administrator.
DO $$
DECLARE kept sync.parked; known sync.device; part sync.progress; BEGIN
    FOR kept IN SELECT p.* FROM sync.parked p JOIN sync.person_tables() t ON t.name = p.change->>'t'
        WHERE p.reason LIKE 'unknown %' AND p.change ? 'h' AND coalesce(p.change->'f', p.change->'n') - 'parent' - '_deleted'
                - ARRAY(SELECT jsonb_array_elements_text(sync.shape()->t.name)) = '{}'
            AND EXISTS (SELECT FROM sync.held h WHERE h.device = p.device AND h.root = p.root AND h.since <= p.at)
            AND EXISTS (SELECT FROM sync.staff_scope ss JOIN (SELECT root, scope FROM sync.root
                UNION ALL SELECT root, scope FROM sync.stay) s USING (scope) WHERE ss.login = p.login AND s.root = p.root
                AND ss.writes AND ss.until > now() AND (ss.apart OR t.name NOT LIKE '%\_\_apart'))
        ORDER BY p.n
    LOOP
        PERFORM 1 FROM sync.root r WHERE r.root = kept.root FOR UPDATE;
        CONTINUE WHEN NOT FOUND;
        SELECT * INTO known FROM sync.device d WHERE d.device = kept.device;
        DELETE FROM sync.parked p WHERE p.n = kept.n;
        part := sync.hand_over(ROW('{}', '{}', '[]')::sync.progress, known, (sync.now_ms() + 120000) << 16,
            jsonb_build_array(kept.change));
        PERFORM sync.give_positions(part.touched, known.short, sha256(kept.change::text::bytea));
    END LOOP;
END $$;

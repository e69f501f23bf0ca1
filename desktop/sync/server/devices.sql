-- Laptops: how long one may be away, what became of one that was lost, and what it may have held since when.

ALTER TABLE sync.meta ADD COLUMN IF NOT EXISTS lease_days int NOT NULL DEFAULT 30;
ALTER TABLE sync.device
    ADD COLUMN IF NOT EXISTS ended text NOT NULL DEFAULT '' CHECK (ended IN ('', 'close', 'erase')),
    ADD COLUMN IF NOT EXISTS ended_at timestamptz,
    ADD COLUMN IF NOT EXISTS done_at timestamptz;  -- when it said that it had locked or erased what it had

-- The administrator's order for one device. Work that waits there may still be handed in, unless the login is closed.
CREATE OR REPLACE FUNCTION sync.end_device(p_short int, p_order text) RETURNS name LANGUAGE sql
    SET search_path = '' AS $$
    UPDATE sync.device SET ended = p_order, ended_at = CASE p_order WHEN '' THEN NULL ELSE now() END, done_at = NULL
    WHERE short = p_short RETURNING login $$;

-- Of two laptops with one id the second goes on under an id of its own: the order for the first goes for it as well.
CREATE OR REPLACE FUNCTION sync.end_too(p_device uuid, p_copy uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = '' AS $$
    UPDATE sync.device c SET ended = d.ended, ended_at = d.ended_at FROM sync.device d WHERE d.device = p_device
        AND c.device = p_copy AND d.login = session_user AND c.login = session_user AND d.ended <> '' $$;

CREATE OR REPLACE FUNCTION sync.confirm_ended(p_device uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = '' AS $$
    UPDATE sync.device SET done_at = now() WHERE device = p_device AND login = session_user AND ended <> '' $$;

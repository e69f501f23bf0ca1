CREATE TABLE peer (
	one INTEGER NOT NULL, 
	device TEXT NOT NULL, 
	short INTEGER DEFAULT '0' NOT NULL, 
	epoch TEXT DEFAULT '' NOT NULL, 
	last_batch INTEGER DEFAULT '0' NOT NULL, 
	hlc INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (one)
);

CREATE TABLE revision (
	tbl TEXT NOT NULL, 
	id TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	stale INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (tbl, id)
)
 WITHOUT ROWID;

CREATE INDEX revision_stale ON revision (tbl, id) WHERE stale = 1;

CREATE TABLE outbox (
	tbl TEXT NOT NULL, 
	id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	batch INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	hlc INTEGER NOT NULL, 
	first INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	PRIMARY KEY (tbl, id, field, batch)
)
 WITHOUT ROWID;

CREATE INDEX outbox_batch ON outbox (batch, last);

CREATE TABLE batch (
	n INTEGER NOT NULL, 
	sha BLOB NOT NULL, 
	payload TEXT NOT NULL, 
	answered TEXT, 
	PRIMARY KEY (n)
);

CREATE TABLE cursor (
	scope TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	loading_table TEXT, 
	loading_id TEXT, 
	PRIMARY KEY (scope)
);

CREATE TABLE place (
	root TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	PRIMARY KEY (root)
);

CREATE INDEX place_scope ON place (scope);

CREATE TABLE "conflict" (
	id TEXT NOT NULL, 
	root TEXT NOT NULL, 
	tbl TEXT NOT NULL, 
	record TEXT NOT NULL, 
	field TEXT NOT NULL, 
	kept BLOB, 
	lost BLOB, 
	kept_by INTEGER NOT NULL, 
	kept_hlc INTEGER NOT NULL, 
	lost_by INTEGER NOT NULL, 
	lost_hlc INTEGER NOT NULL, 
	settled INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
);

CREATE INDEX conflict_root ON "conflict" (root);

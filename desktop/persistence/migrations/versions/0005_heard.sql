CREATE TABLE heard (
	n INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	root TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	record TEXT NOT NULL, 
	"before" BLOB, 
	"after" BLOB, 
	taken INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	label TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	at TEXT NOT NULL, 
	reason TEXT, 
	undoes INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (n, field)
)
 WITHOUT ROWID;

CREATE INDEX heard_root ON heard (root);

CREATE TABLE listened (
	root TEXT NOT NULL, 
	n INTEGER DEFAULT '0' NOT NULL, 
	behind INTEGER DEFAULT '1' NOT NULL, 
	PRIMARY KEY (root)
)
 WITHOUT ROWID;

CREATE INDEX listened_behind ON listened (root) WHERE behind = 1;

CREATE TABLE piece (
	sha256 TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (sha256, n)
);

CREATE TABLE uploaded (
	root TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	PRIMARY KEY (root, sha256)
)
 WITHOUT ROWID;

INSERT INTO listened(root) SELECT root FROM place;

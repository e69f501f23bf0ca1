CREATE TABLE read_log (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	device TEXT NOT NULL, 
	act TEXT NOT NULL, 
	person TEXT, 
	traject TEXT, 
	document TEXT, 
	purpose TEXT, 
	recipient TEXT, 
	seal BLOB NOT NULL, 
	link BLOB NOT NULL, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX read_log_at ON read_log (at);

CREATE INDEX read_log_person ON read_log (person);

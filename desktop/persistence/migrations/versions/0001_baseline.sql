CREATE TABLE region (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	kind TEXT, 
	valid_from TEXT, 
	valid_until TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX region_sort ON region (_deleted, _sort, id);

CREATE TABLE region_municipality (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	municipality TEXT, 
	valid_from TEXT, 
	valid_until TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("municipality")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("municipality") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX region_municipality_root ON region_municipality (root);

CREATE INDEX region_municipality_sort ON region_municipality (_deleted, _sort, id);

CREATE TABLE desk (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	brand TEXT, 
	logo TEXT, 
	street TEXT, 
	house_no INTEGER, 
	suffix TEXT, 
	postcode TEXT, 
	city TEXT, 
	phone TEXT, 
	email TEXT, 
	region TEXT, 
	controller TEXT, 
	privacy_contact TEXT, 
	privacy_notice TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX desk_sort ON desk (_deleted, _sort, id);

CREATE TABLE team (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	leader TEXT, 
	norm INTEGER, 
	desk TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX team_sort ON team (_deleted, _sort, id);

CREATE TABLE user (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	role TEXT, 
	team TEXT, 
	desk TEXT, 
	phone TEXT, 
	email TEXT, 
	fte INTEGER, 
	active INTEGER, 
	number_block INTEGER, 
	mfa INTEGER, 
	rights_review TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX user_sort ON user (_deleted, _sort, id);

CREATE TABLE organisation (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	kind TEXT, 
	brin TEXT, 
	street TEXT, 
	house_no INTEGER, 
	suffix TEXT, 
	postcode TEXT, 
	city TEXT, 
	phone TEXT, 
	email TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name", "brin", "city") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX organisation_sort ON organisation (_deleted, _sort, id);

CREATE TABLE organisation_contact (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	contact_name TEXT, 
	contact_role TEXT, 
	contact_phone TEXT, 
	contact_mail TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("contact_name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("contact_name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX organisation_contact_sort ON organisation_contact (_deleted, _sort, id);

CREATE INDEX organisation_contact_root ON organisation_contact (root);

CREATE TABLE reference (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	list_name TEXT, 
	code TEXT, 
	label TEXT, 
	also TEXT, 
	parent_code TEXT, 
	level TEXT, 
	extra TEXT, 
	valid_from TEXT, 
	valid_until TEXT, 
	source TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("label")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("code", "label", "also") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX reference_sort ON reference (_deleted, _sort, id);

CREATE TABLE programme (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	programme_code TEXT, 
	provider TEXT, 
	part_of TEXT, 
	status TEXT, 
	start TEXT, 
	"end" TEXT, 
	budget INTEGER, 
	legal_basis TEXT, 
	bsn_basis TEXT, 
	bsn_controller TEXT, 
	bsn_date TEXT, 
	dpia TEXT, 
	max_days INTEGER, 
	aftercare_schedule TEXT, 
	caseload_norm INTEGER, 
	promise_needed INTEGER, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name", "programme_code") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX programme_sort ON programme (_deleted, _sort, id);

CREATE TABLE kpi (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	formula TEXT, 
	target INTEGER, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX kpi_sort ON kpi (_deleted, _sort, id);

CREATE INDEX kpi_root ON kpi (root);

CREATE TABLE programme_partner (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	partner TEXT, 
	role TEXT, 
	contribution INTEGER, 
	contribution_hours INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX programme_partner_root ON programme_partner (root);

CREATE TABLE arrangement (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	kind TEXT, 
	person TEXT, 
	employer TEXT, 
	result TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX arrangement_root ON arrangement (root);

CREATE TABLE candidate (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	first_name TEXT, 
	initials TEXT, 
	name_prefix TEXT, 
	last_name TEXT, 
	birth_name TEXT, 
	salutation TEXT, 
	birth_date TEXT, 
	gender TEXT, 
	street TEXT, 
	house_no INTEGER, 
	suffix TEXT, 
	postcode TEXT, 
	city TEXT, 
	municipality TEXT, 
	phone TEXT, 
	email TEXT, 
	contact_pref TEXT, 
	contact_time TEXT, 
	guardian_name TEXT, 
	guardian_phone TEXT, 
	work_permit_status TEXT, 
	work_permit_until TEXT, 
	idw_status TEXT, 
	idw_date TEXT, 
	restricted INTEGER, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("last_name", "first_name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("first_name", "name_prefix", "last_name", "birth_name", "city", "phone", "email") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX candidate_sort ON candidate (_deleted, _sort, id);

CREATE TABLE candidate__apart (
	id TEXT NOT NULL, 
	root TEXT NOT NULL, 
	bsn TEXT, 
	bsn_verified INTEGER, 
	education_no TEXT, 
	ldr_indicator TEXT, 
	PRIMARY KEY (id)
);

CREATE TABLE work_history (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	job_title TEXT, 
	employer_name TEXT, 
	start TEXT, 
	"end" TEXT, 
	hours_week INTEGER, 
	occupation_uri TEXT, 
	sbi TEXT, 
	leave_reason TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("job_title")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("job_title") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX work_history_sort ON work_history (_deleted, _sort, id);

CREATE INDEX work_history_root ON work_history (root);

CREATE TABLE work_task (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	task TEXT, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("task") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX work_task_root ON work_task (root);

CREATE TABLE education (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	education_name TEXT, 
	institute TEXT, 
	brin TEXT, 
	crebo TEXT, 
	croho TEXT, 
	level_code TEXT, 
	nlqf TEXT, 
	status_code TEXT, 
	diploma_code TEXT, 
	diploma_date TEXT, 
	diploma_verified TEXT, 
	diploma_verified_on TEXT, 
	diploma_verified_by TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("education_name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("education_name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX education_root ON education (root);

CREATE INDEX education_sort ON education (_deleted, _sort, id);

CREATE TABLE course (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	course TEXT, 
	cert_date TEXT, 
	valid_until TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("course")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("course") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX course_root ON course (root);

CREATE INDEX course_sort ON course (_deleted, _sort, id);

CREATE TABLE skill (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	skill_label TEXT, 
	skill_uri TEXT, 
	scheme TEXT, 
	skill_level TEXT, 
	evidence TEXT, 
	assessor TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("skill_label")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("skill_label") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX skill_sort ON skill (_deleted, _sort, id);

CREATE INDEX skill_root ON skill (root);

CREATE TABLE behaviour (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	behaviour_code TEXT, 
	behaviour_level TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX behaviour_root ON behaviour (root);

CREATE TABLE language (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	language TEXT, 
	cefr_l TEXT, 
	cefr_r TEXT, 
	cefr_i TEXT, 
	cefr_s TEXT, 
	cefr_w TEXT, 
	language_test TEXT, 
	language_test_date TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX language_root ON language (root);

CREATE TABLE licence (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	licence TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX licence_root ON licence (root);

CREATE TABLE traject (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	dossier_no TEXT, 
	programme TEXT, 
	origin_status TEXT, 
	referrer TEXT, 
	ref_no TEXT, 
	source_org TEXT, 
	channel TEXT, 
	current_employer TEXT, 
	current_job TEXT, 
	current_job_code TEXT, 
	job_end TEXT, 
	stage TEXT, 
	substage TEXT, 
	hold TEXT, 
	hold_reason TEXT, 
	hold_since TEXT, 
	hold_review TEXT, 
	counsellor TEXT, 
	team TEXT, 
	desk TEXT, 
	assigned TEXT, 
	opened_on TEXT, 
	previous_traject TEXT, 
	privacy_notice TEXT, 
	privacy_notice_date TEXT, 
	result TEXT, 
	close_reason TEXT, 
	dropout_reason TEXT, 
	dropout_text TEXT, 
	closed_on TEXT, 
	retention_class TEXT, 
	retain_until TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("dossier_no")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("dossier_no", "ref_no") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX traject_root ON traject (root, _deleted, stage, hold, counsellor, programme, id);

CREATE INDEX traject_sort ON traject (_deleted, _sort, id);

CREATE TABLE stage_event (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	at TEXT, 
	"by" TEXT, 
	from_stage TEXT, 
	to_stage TEXT, 
	from_hold TEXT, 
	to_hold TEXT, 
	reason TEXT, 
	override INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX stage_event_root ON stage_event (root);

CREATE TABLE target_group (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	target_group TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX target_group_root ON target_group (root);

CREATE TABLE consent (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	purpose TEXT, 
	given INTEGER, 
	given_on TEXT, 
	how TEXT, 
	withdrawn_at TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX consent_root ON consent (root);

CREATE TABLE intake (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	intake_date TEXT, 
	form TEXT, 
	minutes INTEGER, 
	goal TEXT, 
	orientation_goal TEXT, 
	work_level TEXT, 
	numeracy TEXT, 
	digital_level TEXT, 
	mob_postcode TEXT, 
	max_km INTEGER, 
	max_min INTEGER, 
	available_from TEXT, 
	hours_min INTEGER, 
	hours_max INTEGER, 
	wish_tasks TEXT, 
	wage_wish INTEGER, 
	learning_pref TEXT, 
	care_duties INTEGER, 
	care_text TEXT, 
	vog_needed INTEGER, 
	vog_date TEXT, 
	advice TEXT, 
	agreed INTEGER, 
	agreed_on TEXT, 
	remark TEXT, 
	version INTEGER, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("goal", "advice") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX intake_root ON intake (root);

CREATE TABLE intake__apart (
	id TEXT NOT NULL, 
	root TEXT NOT NULL, 
	need_adaptation TEXT, 
	need_guidance TEXT, 
	need_variation TEXT, 
	PRIMARY KEY (id)
);

CREATE TABLE transport (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	transport TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX transport_root ON transport (root);

CREATE TABLE working_time (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	working_time TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX working_time_root ON working_time (root);

CREATE TABLE wish_occupation (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	rank INTEGER, 
	occupation_label TEXT, 
	occupation_uri TEXT, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("occupation_label") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX wish_occupation_root ON wish_occupation (root);

CREATE TABLE wish_sector (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	sector TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX wish_sector_root ON wish_sector (root);

CREATE TABLE next_step (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	what TEXT, 
	who TEXT, 
	due TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("what")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX next_step_root ON next_step (root);

CREATE INDEX next_step_sort ON next_step (_deleted, _sort, id);

CREATE TABLE barrier (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	barrier_cat TEXT, 
	barrier_text TEXT, 
	owner TEXT, 
	action TEXT, 
	solved TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX barrier_root ON barrier (root);

CREATE TABLE support (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	support_kind TEXT, 
	provider TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX support_root ON support (root);

CREATE TABLE intake_version (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	version INTEGER, 
	frozen_at TEXT, 
	frozen_by TEXT, 
	sha256 TEXT, 
	size INTEGER, 
	snapshot TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX intake_version_root ON intake_version (root);

CREATE TABLE employer (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	trade_name TEXT, 
	kvk TEXT, 
	branch_no TEXT, 
	size_class TEXT, 
	from_22 INTEGER, 
	street TEXT, 
	house_no INTEGER, 
	suffix TEXT, 
	postcode TEXT, 
	city TEXT, 
	work_street TEXT, 
	work_house_no INTEGER, 
	work_suffix TEXT, 
	work_postcode TEXT, 
	work_city TEXT, 
	signatory TEXT, 
	trainer TEXT, 
	cao TEXT, 
	network_role TEXT, 
	covenant TEXT, 
	iban TEXT, 
	account_manager TEXT, 
	successor TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("trade_name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("trade_name", "kvk", "city", "work_city") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX employer_sort ON employer (_deleted, _sort, id);

CREATE TABLE contact (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	contact_name TEXT, 
	contact_role TEXT, 
	contact_phone TEXT, 
	contact_mail TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("contact_name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("contact_name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX contact_sort ON contact (_deleted, _sort, id);

CREATE INDEX contact_root ON contact (root);

CREATE TABLE employer_sbi (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	sbi TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("sbi")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX employer_sbi_root ON employer_sbi (root);

CREATE INDEX employer_sbi_sort ON employer_sbi (_deleted, _sort, id);

CREATE TABLE recognition (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	sbb_crebo TEXT, 
	sbb_from TEXT, 
	sbb_until TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("sbb_crebo")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX recognition_root ON recognition (root);

CREATE INDEX recognition_sort ON recognition (_deleted, _sort, id);

CREATE TABLE employer_alias (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	alias TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("alias")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("alias") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX employer_alias_sort ON employer_alias (_deleted, _sort, id);

CREATE INDEX employer_alias_root ON employer_alias (root);

CREATE TABLE employer_contact (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	contact_date TEXT, 
	subject_code TEXT, 
	kind_code TEXT, 
	account_manager TEXT, 
	agreement_kind TEXT, 
	remark TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX employer_contact_root ON employer_contact (root);

CREATE TABLE question (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	question_no TEXT, 
	title TEXT, 
	kind TEXT, 
	raised_by TEXT, 
	raised_on TEXT, 
	seats INTEGER, 
	occupation_label TEXT, 
	occupation_uri TEXT, 
	contract_kind TEXT, 
	duration_kind TEXT, 
	hours_min INTEGER, 
	hours_max INTEGER, 
	wage_from INTEGER, 
	wage_to INTEGER, 
	work_street TEXT, 
	work_house_no INTEGER, 
	work_suffix TEXT, 
	work_postcode TEXT, 
	work_city TEXT, 
	start TEXT, 
	closing TEXT, 
	job_promise TEXT, 
	promise_doc TEXT, 
	learning_place INTEGER, 
	bpv_hours INTEGER, 
	status TEXT, 
	close_reason TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("title")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("question_no", "title", "occupation_label", "work_city") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX question_sort ON question (_deleted, _sort, id);

CREATE INDEX question_root ON question (root);

CREATE TABLE question_task (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	task TEXT, 
	weight INTEGER, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("task")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("task") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX question_task_sort ON question_task (_deleted, _sort, id);

CREATE INDEX question_task_root ON question_task (root);

CREATE TABLE requirement (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	requirement TEXT, 
	necessity TEXT, 
	legal_ground TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX requirement_root ON requirement (root);

CREATE TABLE question_tag (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	tag TEXT, 
	kind TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("tag")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX question_tag_sort ON question_tag (_deleted, _sort, id);

CREATE INDEX question_tag_root ON question_tag (root);

CREATE TABLE "match" (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	question TEXT, 
	score INTEGER, 
	parts TEXT, 
	gaps TEXT, 
	match_status TEXT, 
	decided_by TEXT, 
	decided_on TEXT, 
	candidate_agreed TEXT, 
	employer_agreed TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX match_root ON "match" (root);

CREATE TABLE agreement (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	agreement_no TEXT, 
	version INTEGER, 
	kind TEXT, 
	question TEXT, 
	route TEXT, 
	start TEXT, 
	"end" TEXT, 
	pathway TEXT, 
	work_hours INTEGER, 
	school_hours INTEGER, 
	bpv_total INTEGER, 
	function TEXT, 
	place TEXT, 
	pay INTEGER, 
	pay_text TEXT, 
	employment_kind TEXT, 
	trial_weeks INTEGER, 
	trainer TEXT, 
	school_guide TEXT, 
	target_part TEXT, 
	assessment TEXT, 
	clawback TEXT, 
	clawback_checked INTEGER, 
	job_promise TEXT, 
	insured INTEGER, 
	insurance TEXT, 
	termination TEXT, 
	replacement TEXT, 
	pok_no TEXT, 
	pok_sheet TEXT, 
	pok_date TEXT, 
	status TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("agreement_no")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("agreement_no") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX agreement_sort ON agreement (_deleted, _sort, id);

CREATE INDEX agreement_root ON agreement (root);

CREATE TABLE agreement_party (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	role TEXT, 
	employer TEXT, 
	organisation TEXT, 
	desk TEXT, 
	represented_by TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX agreement_party_root ON agreement_party (root);

CREATE TABLE bpv_year (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	study_year TEXT, 
	hours INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX bpv_year_root ON bpv_year (root);

CREATE TABLE cost_split (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	cost_kind TEXT, 
	amount INTEGER, 
	payer TEXT, 
	scheme TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX cost_split_root ON cost_split (root);

CREATE TABLE signature (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	sig_party TEXT, 
	sig_name TEXT, 
	sig_role TEXT, 
	sig_date TEXT, 
	sig_how TEXT, 
	sig_doc TEXT, 
	version INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX signature_root ON signature (root);

CREATE TABLE amendment (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	version INTEGER, 
	what TEXT, 
	from_date TEXT, 
	reason TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX amendment_root ON amendment (root);

CREATE TABLE module (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	module_code TEXT, 
	title TEXT, 
	provider TEXT, 
	brin TEXT, 
	kind TEXT, 
	crebo TEXT, 
	keuzedeel TEXT, 
	level TEXT, 
	load INTEGER, 
	unit TEXT, 
	bot INTEGER, 
	bpv INTEGER, 
	selfstudy INTEGER, 
	credential TEXT, 
	issuer TEXT, 
	register TEXT, 
	weeks INTEGER, 
	mode TEXT, 
	place TEXT, 
	max_group INTEGER, 
	price INTEGER, 
	vat INTEGER, 
	exam_fee INTEGER, 
	valid_from TEXT, 
	valid_to TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("title")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("module_code", "title") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX module_sort ON module (_deleted, _sort, id);

CREATE TABLE module_start (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	start TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX module_start_root ON module_start (root);

CREATE TABLE work_process (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	work_process TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("work_process")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX work_process_root ON work_process (root);

CREATE INDEX work_process_sort ON work_process (_deleted, _sort, id);

CREATE TABLE prerequisite (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	kind TEXT, 
	required_module TEXT, 
	cefr TEXT, 
	licence TEXT, 
	detail TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX prerequisite_root ON prerequisite (root);

CREATE TABLE outcome (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	outcome_label TEXT, 
	outcome_uri TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("outcome_label")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("outcome_label") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX outcome_sort ON outcome (_deleted, _sort, id);

CREATE INDEX outcome_root ON outcome (root);

CREATE TABLE route (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	route_no TEXT, 
	name TEXT, 
	question TEXT, 
	from_occ TEXT, 
	from_label TEXT, 
	to_occ TEXT, 
	to_label TEXT, 
	target_credential TEXT, 
	crebo TEXT, 
	croho TEXT, 
	level TEXT, 
	pathway TEXT, 
	start TEXT, 
	end_plan TEXT, 
	end_real TEXT, 
	fallback TEXT, 
	status TEXT, 
	outcome TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("route_no", "name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX route_root ON route (root);

CREATE INDEX route_sort ON route (_deleted, _sort, id);

CREATE TABLE approval (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	role TEXT, 
	name TEXT, 
	approved_on TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX approval_root ON approval (root);

CREATE TABLE enrolment (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	module TEXT, 
	seq INTEGER, 
	mandatory INTEGER, 
	start TEXT, 
	"end" TEXT, 
	status TEXT, 
	attendance INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX enrolment_root ON enrolment (root);

CREATE TABLE attempt (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	attempt_no INTEGER, 
	attempt_date TEXT, 
	result TEXT, 
	grade INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX attempt_root ON attempt (root);

CREATE TABLE exemption (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	exemption_ground TEXT, 
	exemption_by TEXT, 
	exemption_date TEXT, 
	certificate_date TEXT, 
	evidence TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX exemption_root ON exemption (root);

CREATE TABLE guided_week (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	week TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX guided_week_root ON guided_week (root);

CREATE TABLE scheme (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	scheme TEXT, 
	provider TEXT, 
	valid_from TEXT, 
	valid_until TEXT, 
	window_from TEXT, 
	window_until TEXT, 
	max_amount INTEGER, 
	unit TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("scheme")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("scheme") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX scheme_sort ON scheme (_deleted, _sort, id);

CREATE TABLE scheme_condition (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	condition TEXT, 
	version INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX scheme_condition_root ON scheme_condition (root);

CREATE TABLE scheme_evidence (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	ev_kind TEXT, 
	version INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX scheme_evidence_root ON scheme_evidence (root);

CREATE TABLE funding_line (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	cost_kind TEXT, 
	amount INTEGER, 
	enrolment TEXT, 
	payer TEXT, 
	scheme TEXT, 
	line_status TEXT, 
	award_no TEXT, 
	award_date TEXT, 
	applicant TEXT, 
	applicant_employer TEXT, 
	deadline TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX funding_line_root ON funding_line (root);

CREATE TABLE invoice (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	inv_no TEXT, 
	inv_date TEXT, 
	inv_amount INTEGER, 
	supplier TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("inv_no")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX invoice_root ON invoice (root);

CREATE INDEX invoice_sort ON invoice (_deleted, _sort, id);

CREATE TABLE evidence (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	ev_kind TEXT, 
	ev_from TEXT, 
	ev_until TEXT, 
	ev_verdict TEXT, 
	ev_by TEXT, 
	ev_on TEXT, 
	document TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX evidence_root ON evidence (root);

CREATE TABLE personal_budget (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	scheme TEXT, 
	pb_total INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX personal_budget_root ON personal_budget (root);

CREATE TABLE placement (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	employer TEXT, 
	question TEXT, 
	function TEXT, 
	occupation_uri TEXT, 
	start TEXT, 
	"end" TEXT, 
	contract TEXT, 
	hours INTEGER, 
	wage_band TEXT, 
	trial_until TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("function")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("function") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX placement_sort ON placement (_deleted, _sort, id);

CREATE INDEX placement_root ON placement (root);

CREATE TABLE placement__apart (
	id TEXT NOT NULL, 
	root TEXT NOT NULL, 
	no_risk_ground TEXT, 
	no_risk_until TEXT, 
	wage_support TEXT, 
	wage_support_from TEXT, 
	wage_support_until TEXT, 
	jobcoach TEXT, 
	jobcoach_hours INTEGER, 
	PRIMARY KEY (id)
);

CREATE TABLE sustained (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	months INTEGER, 
	sustained TEXT, 
	source TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX sustained_root ON sustained (root);

CREATE TABLE aftercare (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	placement TEXT, 
	occasion TEXT, 
	planned TEXT, 
	done TEXT, 
	channel TEXT, 
	with_whom TEXT, 
	outcome TEXT, 
	action TEXT, 
	score INTEGER, 
	stays INTEGER, 
	in_region INTEGER, 
	wish TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX aftercare_root ON aftercare (root);

CREATE TABLE note (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	note_at TEXT, 
	note_kind TEXT, 
	channel TEXT, 
	body TEXT, 
	visibility TEXT, 
	replaces TEXT, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("body") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX note_root ON note (root);

CREATE TABLE note_person (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	person TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX note_person_root ON note_person (root);

CREATE TABLE task (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	task TEXT, 
	owner TEXT, 
	due TEXT, 
	prio TEXT, 
	rule_id TEXT, 
	status TEXT, 
	done_on TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("task")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("task") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX task_root ON task (root);

CREATE INDEX task_sort ON task (_deleted, _sort, id);

CREATE TABLE callback (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	phone TEXT, 
	subject TEXT, 
	asked_at TEXT, 
	due TEXT, 
	done_on TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX callback_root ON callback (root);

CREATE TABLE appointment (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	subject TEXT, 
	owner TEXT, 
	start TEXT, 
	"end" TEXT, 
	place TEXT, 
	status TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("subject")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("subject") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX appointment_sort ON appointment (_deleted, _sort, id);

CREATE INDEX appointment_root ON appointment (root);

CREATE TABLE document (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	doc_kind TEXT, 
	title TEXT, 
	dated TEXT, 
	file TEXT, 
	sha256 TEXT, 
	size INTEGER, 
	media_type TEXT, 
	retention_class TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("title")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("title") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX document_root ON document (root);

CREATE INDEX document_sort ON document (_deleted, _sort, id);

CREATE TABLE print (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	document TEXT, 
	about TEXT, 
	profile TEXT, 
	language TEXT, 
	version INTEGER, 
	printed_at TEXT, 
	"by" TEXT, 
	purpose TEXT, 
	recipient TEXT, 
	filed INTEGER, 
	sha256 TEXT, 
	size INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX print_root ON print (root);

CREATE TABLE "plan" (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	area TEXT, 
	start TEXT, 
	"end" TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX plan_sort ON "plan" (_deleted, _sort, id);

CREATE TABLE session (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	kind TEXT, 
	held_on TEXT, 
	place TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX session_root ON session (root);

CREATE TABLE participant (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	participant TEXT, 
	role TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("participant")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX participant_root ON participant (root);

CREATE INDEX participant_sort ON participant (_deleted, _sort, id);

CREATE TABLE statement (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	statement TEXT, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("statement") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX statement_root ON statement (root);

CREATE TABLE insight (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	insight TEXT, 
	side TEXT, 
	votes INTEGER, 
	impact INTEGER, 
	effort INTEGER, 
	decision TEXT, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("insight") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX insight_root ON insight (root);

CREATE TABLE insight_theme (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	theme TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX insight_theme_root ON insight_theme (root);

CREATE TABLE action_item (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	insight TEXT, 
	action TEXT, 
	status TEXT, 
	owner TEXT, 
	due TEXT, 
	result TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("action")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("action") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX action_item_root ON action_item (root);

CREATE INDEX action_item_sort ON action_item (_deleted, _sort, id);

CREATE TABLE knowledge_item (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	title TEXT, 
	kind TEXT, 
	body TEXT, 
	public INTEGER, 
	consent TEXT, 
	author TEXT, 
	version INTEGER, 
	review_by TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("title")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("title", "body") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX knowledge_item_sort ON knowledge_item (_deleted, _sort, id);

CREATE TABLE knowledge_theme (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	theme TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX knowledge_theme_root ON knowledge_theme (root);

CREATE TABLE knowledge_file (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	file TEXT, 
	sha256 TEXT, 
	size INTEGER, 
	media_type TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX knowledge_file_root ON knowledge_file (root);

CREATE TABLE experiment (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	programme TEXT, 
	hypothesis TEXT, 
	action TEXT, 
	observation TEXT, 
	reflection TEXT, 
	decision TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("hypothesis")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("hypothesis") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX experiment_sort ON experiment (_deleted, _sort, id);

CREATE TABLE covenant (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	start TEXT, 
	"end" TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("name") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX covenant_sort ON covenant (_deleted, _sort, id);

CREATE TABLE covenant_party (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	organisation TEXT, 
	employer TEXT, 
	promised INTEGER, 
	realised INTEGER, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX covenant_party_root ON covenant_party (root);

CREATE TABLE initiative (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	title TEXT, 
	initiator TEXT, 
	funding_question TEXT, 
	status TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("title")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("title") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX initiative_sort ON initiative (_deleted, _sort, id);

CREATE TABLE event (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	title TEXT, 
	start TEXT, 
	"end" TEXT, 
	place TEXT, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("title")) STORED, 
	_fold TEXT GENERATED ALWAYS AS (CASE _deleted WHEN 0 THEN fold("title") ELSE '' END) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX event_sort ON event (_deleted, _sort, id);

CREATE TABLE invitee (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	parent TEXT, 
	root TEXT NOT NULL, 
	_deleted INTEGER DEFAULT '0' NOT NULL, 
	name TEXT, 
	email TEXT, 
	rsvp TEXT, 
	present INTEGER, 
	_sort TEXT GENERATED ALWAYS AS (sort_key("name")) STORED, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX invitee_root ON invitee (root);

CREATE INDEX invitee_sort ON invitee (_deleted, _sort, id);

CREATE TABLE action (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	label TEXT NOT NULL, 
	counts TEXT DEFAULT '{}' NOT NULL, 
	reason TEXT, 
	actor TEXT NOT NULL, 
	device TEXT NOT NULL, 
	at TEXT NOT NULL, 
	undoes INTEGER, 
	lasting INTEGER DEFAULT '0' NOT NULL, 
	first INTEGER, 
	last INTEGER, 
	seal BLOB, 
	link BLOB, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE INDEX ix_action_undoes ON action (undoes);

CREATE TABLE journal (
	seq INTEGER NOT NULL, 
	action INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	record TEXT NOT NULL, 
	root TEXT NOT NULL, 
	field TEXT NOT NULL, 
	"before" BLOB, 
	"after" BLOB, 
	seal BLOB NOT NULL, 
	PRIMARY KEY (seq)
);

CREATE INDEX journal_root ON journal (root);

CREATE TABLE draft (
	record TEXT NOT NULL, 
	field TEXT NOT NULL, 
	text TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (record, field)
);

CREATE TABLE blob (
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);

CREATE TABLE state (
	k TEXT NOT NULL, 
	v TEXT NOT NULL, 
	PRIMARY KEY (k)
);

CREATE TABLE accepted_finding (
    finding VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_accepted_finding PRIMARY KEY (id),
    CONSTRAINT fk_accepted_finding_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE alignment (
    objective_id VARCHAR(36) NOT NULL,
    focus_area_id VARCHAR(36),
    proposed_action_id VARCHAR(36),
    note_en VARCHAR DEFAULT '' NOT NULL,
    note_es VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_alignment PRIMARY KEY (id),
    CONSTRAINT fk_alignment_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_alignment_focus_area_id FOREIGN KEY(focus_area_id) REFERENCES focus_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_alignment_proposed_action_id FOREIGN KEY(proposed_action_id) REFERENCES proposed_action (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_alignment_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE approval (
    name VARCHAR DEFAULT '' NOT NULL,
    post_en VARCHAR DEFAULT '' NOT NULL,
    post_es VARCHAR DEFAULT '' NOT NULL,
    date VARCHAR DEFAULT '' NOT NULL,
    version VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_approval PRIMARY KEY (id),
    CONSTRAINT fk_approval_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE area_of_action (
    framework_id VARCHAR(36) NOT NULL,
    "key" VARCHAR DEFAULT '' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_area_of_action PRIMARY KEY (id),
    CONSTRAINT fk_area_of_action_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE assignment (
    role VARCHAR DEFAULT 'player' NOT NULL,
    person_id VARCHAR(36),
    organization_id VARCHAR(36),
    venue_id VARCHAR(36),
    cell_en VARCHAR DEFAULT '' NOT NULL,
    cell_es VARCHAR DEFAULT '' NOT NULL,
    notes VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_assignment PRIMARY KEY (id),
    CONSTRAINT fk_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_assignment_organization_id FOREIGN KEY(organization_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_assignment_venue_id FOREIGN KEY(venue_id) REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_assignment_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE attachment (
    section_id VARCHAR(36),
    inject_id VARCHAR(36),
    file_name VARCHAR DEFAULT '' NOT NULL,
    media_type VARCHAR DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    digest VARCHAR DEFAULT '' NOT NULL,
    caption_en VARCHAR DEFAULT '' NOT NULL,
    caption_es VARCHAR DEFAULT '' NOT NULL,
    for_players BOOLEAN DEFAULT '0' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT fk_attachment_section_id FOREIGN KEY(section_id) REFERENCES scenario_section (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attachment_inject_id FOREIGN KEY(inject_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attachment_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE attachment_content (
    digest VARCHAR(64) NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_attachment_content PRIMARY KEY (digest)
);
CREATE TABLE contact (
    id INTEGER NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    organization VARCHAR DEFAULT '' NOT NULL,
    email VARCHAR DEFAULT '' NOT NULL,
    age_key VARCHAR DEFAULT '' NOT NULL,
    signing_key VARCHAR DEFAULT '' NOT NULL,
    first_seen INTEGER NOT NULL,
    verified BOOLEAN NOT NULL,
    CONSTRAINT pk_contact PRIMARY KEY (id)
);
CREATE TABLE corrective_action (
    observation_id VARCHAR(36),
    objective_id VARCHAR(36),
    text_en VARCHAR DEFAULT '' NOT NULL,
    text_es VARCHAR DEFAULT '' NOT NULL,
    element VARCHAR DEFAULT 'planning' NOT NULL,
    responsible_id VARCHAR(36),
    contact VARCHAR DEFAULT '' NOT NULL,
    start_date VARCHAR DEFAULT '' NOT NULL,
    due_date VARCHAR DEFAULT '' NOT NULL,
    status VARCHAR DEFAULT 'open' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_corrective_action PRIMARY KEY (id),
    CONSTRAINT fk_corrective_action_observation_id FOREIGN KEY(observation_id) REFERENCES observation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_corrective_action_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_corrective_action_responsible_id FOREIGN KEY(responsible_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_corrective_action_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE criterion (
    objective_id VARCHAR(36) NOT NULL,
    capability_target_en VARCHAR DEFAULT '' NOT NULL,
    capability_target_es VARCHAR DEFAULT '' NOT NULL,
    critical_task_en VARCHAR DEFAULT '' NOT NULL,
    critical_task_es VARCHAR DEFAULT '' NOT NULL,
    measure_en VARCHAR DEFAULT '' NOT NULL,
    measure_es VARCHAR DEFAULT '' NOT NULL,
    target_en VARCHAR DEFAULT '' NOT NULL,
    target_es VARCHAR DEFAULT '' NOT NULL,
    source VARCHAR DEFAULT '' NOT NULL,
    rating VARCHAR DEFAULT '' NOT NULL,
    observation_en VARCHAR DEFAULT '' NOT NULL,
    observation_es VARCHAR DEFAULT '' NOT NULL,
    observation_kind VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_criterion PRIMARY KEY (id),
    CONSTRAINT fk_criterion_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_criterion_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE delivery (
    inject_id VARCHAR(36) NOT NULL,
    status VARCHAR DEFAULT '' NOT NULL,
    moment VARCHAR DEFAULT '' NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT fk_delivery_inject_id FOREIGN KEY(inject_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_delivery_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE event (
    storyline_id VARCHAR(36),
    number VARCHAR DEFAULT '' NOT NULL,
    title_en VARCHAR DEFAULT '' NOT NULL,
    title_es VARCHAR DEFAULT '' NOT NULL,
    description_en VARCHAR DEFAULT '' NOT NULL,
    description_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT fk_event_storyline_id FOREIGN KEY(storyline_id) REFERENCES storyline (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_event_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE focus_area (
    pillar_id VARCHAR(36) NOT NULL,
    "key" VARCHAR DEFAULT '' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    description_en VARCHAR DEFAULT '' NOT NULL,
    description_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_focus_area PRIMARY KEY (id),
    CONSTRAINT fk_focus_area_pillar_id FOREIGN KEY(pillar_id) REFERENCES pillar (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE framework (
    "key" VARCHAR DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    builtin BOOLEAN DEFAULT '0' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    description_en VARCHAR DEFAULT '' NOT NULL,
    description_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_framework PRIMARY KEY (id)
);
CREATE TABLE indicator (
    focus_area_id VARCHAR(36) NOT NULL,
    "key" VARCHAR DEFAULT '' NOT NULL,
    text_en VARCHAR DEFAULT '' NOT NULL,
    text_es VARCHAR DEFAULT '' NOT NULL,
    unit_en VARCHAR DEFAULT '' NOT NULL,
    unit_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (id),
    CONSTRAINT fk_indicator_focus_area_id FOREIGN KEY(focus_area_id) REFERENCES focus_area (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE indicator_target (
    indicator_id VARCHAR(36) NOT NULL,
    target_en VARCHAR DEFAULT '' NOT NULL,
    target_es VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_indicator_target PRIMARY KEY (id),
    CONSTRAINT fk_indicator_target_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_indicator_target_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE inject (
    number VARCHAR DEFAULT '' NOT NULL,
    storyline_id VARCHAR(36),
    event_id VARCHAR(36),
    offset_minutes INTEGER DEFAULT '0' NOT NULL,
    scenario_minutes INTEGER,
    title_en VARCHAR DEFAULT '' NOT NULL,
    title_es VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT 'key-event' NOT NULL,
    mode VARCHAR DEFAULT 'telephone' NOT NULL,
    sender_en VARCHAR DEFAULT '' NOT NULL,
    sender_es VARCHAR DEFAULT '' NOT NULL,
    receiver_en VARCHAR DEFAULT '' NOT NULL,
    receiver_es VARCHAR DEFAULT '' NOT NULL,
    message_en VARCHAR DEFAULT '' NOT NULL,
    message_es VARCHAR DEFAULT '' NOT NULL,
    expected_response_en VARCHAR DEFAULT '' NOT NULL,
    expected_response_es VARCHAR DEFAULT '' NOT NULL,
    controller_id VARCHAR(36),
    evaluator_id VARCHAR(36),
    venue_id VARCHAR(36),
    status VARCHAR DEFAULT 'draft' NOT NULL,
    notes_en VARCHAR DEFAULT '' NOT NULL,
    notes_es VARCHAR DEFAULT '' NOT NULL,
    ad_hoc BOOLEAN DEFAULT '0' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_inject PRIMARY KEY (id),
    CONSTRAINT fk_inject_storyline_id FOREIGN KEY(storyline_id) REFERENCES storyline (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_event_id FOREIGN KEY(event_id) REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_controller_id FOREIGN KEY(controller_id) REFERENCES assignment (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_evaluator_id FOREIGN KEY(evaluator_id) REFERENCES assignment (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_venue_id FOREIGN KEY(venue_id) REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE inject_criterion (
    inject_id VARCHAR(36) NOT NULL,
    criterion_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_inject_criterion PRIMARY KEY (id),
    CONSTRAINT fk_inject_criterion_inject_id FOREIGN KEY(inject_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_criterion_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_criterion_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE inject_dependency (
    inject_id VARCHAR(36) NOT NULL,
    depends_on_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_inject_dependency PRIMARY KEY (id),
    CONSTRAINT fk_inject_dependency_inject_id FOREIGN KEY(inject_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_dependency_depends_on_id FOREIGN KEY(depends_on_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_dependency_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE inject_focus_area (
    inject_id VARCHAR(36) NOT NULL,
    focus_area_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_inject_focus_area PRIMARY KEY (id),
    CONSTRAINT fk_inject_focus_area_inject_id FOREIGN KEY(inject_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_focus_area_focus_area_id FOREIGN KEY(focus_area_id) REFERENCES focus_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_focus_area_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE inject_objective (
    inject_id VARCHAR(36) NOT NULL,
    objective_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_inject_objective PRIMARY KEY (id),
    CONSTRAINT fk_inject_objective_inject_id FOREIGN KEY(inject_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_objective_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_inject_objective_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE issue (
    id INTEGER NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    code VARCHAR(9) NOT NULL,
    step_id INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    document VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_issue PRIMARY KEY (id)
);
CREATE TABLE journal_change (
    id INTEGER NOT NULL,
    step_id INTEGER NOT NULL,
    table_name VARCHAR DEFAULT '' NOT NULL,
    row_id VARCHAR DEFAULT '' NOT NULL,
    "before" JSON,
    "after" JSON NOT NULL,
    stamps JSON DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_journal_change PRIMARY KEY (id),
    CONSTRAINT fk_journal_change_step_id FOREIGN KEY(step_id) REFERENCES journal_step (id)
);
CREATE TABLE journal_step (
    id INTEGER NOT NULL,
    scope VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    state VARCHAR NOT NULL,
    label VARCHAR DEFAULT '' NOT NULL,
    "values" JSON NOT NULL,
    target INTEGER,
    together VARCHAR DEFAULT '' NOT NULL,
    clock INTEGER NOT NULL,
    replica VARCHAR DEFAULT '' NOT NULL,
    author VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_journal_step PRIMARY KEY (id)
);
CREATE TABLE kept_author (
    replica VARCHAR NOT NULL,
    author VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_kept_author PRIMARY KEY (replica)
);
CREATE TABLE kept_value (
    id INTEGER NOT NULL,
    plan_id VARCHAR NOT NULL,
    table_name VARCHAR DEFAULT '' NOT NULL,
    row_id VARCHAR DEFAULT '' NOT NULL,
    field VARCHAR DEFAULT '' NOT NULL,
    stamp VARCHAR DEFAULT '' NOT NULL,
    value JSON NOT NULL,
    CONSTRAINT pk_kept_value PRIMARY KEY (id),
    CONSTRAINT uq_kept_value_row_id UNIQUE (row_id, field, stamp)
);
CREATE TABLE milestone (
    title_en VARCHAR DEFAULT '' NOT NULL,
    title_es VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT 'other' NOT NULL,
    day_offset INTEGER DEFAULT '0' NOT NULL,
    avoid_holidays BOOLEAN DEFAULT '0' NOT NULL,
    status VARCHAR DEFAULT 'planned' NOT NULL,
    place_en VARCHAR DEFAULT '' NOT NULL,
    place_es VARCHAR DEFAULT '' NOT NULL,
    purpose_en VARCHAR DEFAULT '' NOT NULL,
    purpose_es VARCHAR DEFAULT '' NOT NULL,
    inputs_en VARCHAR DEFAULT '' NOT NULL,
    inputs_es VARCHAR DEFAULT '' NOT NULL,
    outputs_en VARCHAR DEFAULT '' NOT NULL,
    outputs_es VARCHAR DEFAULT '' NOT NULL,
    responsible_id VARCHAR(36),
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (id),
    CONSTRAINT fk_milestone_responsible_id FOREIGN KEY(responsible_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_milestone_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE objective (
    number VARCHAR DEFAULT '' NOT NULL,
    statement_en VARCHAR DEFAULT '' NOT NULL,
    statement_es VARCHAR DEFAULT '' NOT NULL,
    capability VARCHAR DEFAULT '' NOT NULL,
    task_reference VARCHAR DEFAULT '' NOT NULL,
    conditions_en VARCHAR DEFAULT '' NOT NULL,
    conditions_es VARCHAR DEFAULT '' NOT NULL,
    standards_en VARCHAR DEFAULT '' NOT NULL,
    standards_es VARCHAR DEFAULT '' NOT NULL,
    priority VARCHAR DEFAULT 'medium' NOT NULL,
    owner_id VARCHAR(36),
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_objective PRIMARY KEY (id),
    CONSTRAINT fk_objective_owner_id FOREIGN KEY(owner_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_objective_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE observation (
    objective_id VARCHAR(36),
    criterion_id VARCHAR(36),
    inject_id VARCHAR(36),
    observer_id VARCHAR(36),
    kind VARCHAR DEFAULT 'observation' NOT NULL,
    offset_minutes INTEGER,
    text_en VARCHAR DEFAULT '' NOT NULL,
    text_es VARCHAR DEFAULT '' NOT NULL,
    analysis_en VARCHAR DEFAULT '' NOT NULL,
    analysis_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_observation PRIMARY KEY (id),
    CONSTRAINT fk_observation_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_observation_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_observation_inject_id FOREIGN KEY(inject_id) REFERENCES inject (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_observation_observer_id FOREIGN KEY(observer_id) REFERENCES assignment (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_observation_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE organization (
    "key" VARCHAR DEFAULT '' NOT NULL,
    acronym VARCHAR DEFAULT '' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    country VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT 'other' NOT NULL,
    builtin BOOLEAN DEFAULT '0' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_organization PRIMARY KEY (id)
);
CREATE TABLE participation (
    organization_id VARCHAR(36) NOT NULL,
    role VARCHAR DEFAULT 'participant' NOT NULL,
    headcount INTEGER DEFAULT '0' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_participation PRIMARY KEY (id),
    CONSTRAINT fk_participation_organization_id FOREIGN KEY(organization_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_participation_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE person (
    name VARCHAR DEFAULT '' NOT NULL,
    rank VARCHAR DEFAULT '' NOT NULL,
    organization_id VARCHAR(36),
    post_en VARCHAR DEFAULT '' NOT NULL,
    post_es VARCHAR DEFAULT '' NOT NULL,
    languages VARCHAR DEFAULT '' NOT NULL,
    phone VARCHAR DEFAULT '' NOT NULL,
    email VARCHAR DEFAULT '' NOT NULL,
    call_sign VARCHAR DEFAULT '' NOT NULL,
    available_from VARCHAR DEFAULT '' NOT NULL,
    available_until VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_organization_id FOREIGN KEY(organization_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE pillar (
    framework_id VARCHAR(36) NOT NULL,
    "key" VARCHAR DEFAULT '' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    description_en VARCHAR DEFAULT '' NOT NULL,
    description_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_pillar PRIMARY KEY (id),
    CONSTRAINT fk_pillar_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "plan" (
    vector JSON NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    type VARCHAR DEFAULT '' NOT NULL,
    code VARCHAR DEFAULT '' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    status VARCHAR DEFAULT 'draft' NOT NULL,
    start VARCHAR DEFAULT '' NOT NULL,
    duration_minutes INTEGER DEFAULT '480' NOT NULL,
    zone VARCHAR DEFAULT 'America/Panama' NOT NULL,
    languages VARCHAR DEFAULT 'both' NOT NULL,
    marking VARCHAR DEFAULT 'UNCLASSIFIED' NOT NULL,
    template VARCHAR DEFAULT '' NOT NULL,
    released_for VARCHAR DEFAULT '' NOT NULL,
    sample BOOLEAN DEFAULT '0' NOT NULL,
    purpose_en VARCHAR DEFAULT '' NOT NULL,
    purpose_es VARCHAR DEFAULT '' NOT NULL,
    scope_en VARCHAR DEFAULT '' NOT NULL,
    scope_es VARCHAR DEFAULT '' NOT NULL,
    location_en VARCHAR DEFAULT '' NOT NULL,
    location_es VARCHAR DEFAULT '' NOT NULL,
    marking_instructions_en VARCHAR DEFAULT '' NOT NULL,
    marking_instructions_es VARCHAR DEFAULT '' NOT NULL,
    distribution_en VARCHAR DEFAULT '' NOT NULL,
    distribution_es VARCHAR DEFAULT '' NOT NULL,
    assumptions_en VARCHAR DEFAULT '' NOT NULL,
    assumptions_es VARCHAR DEFAULT '' NOT NULL,
    artificialities_en VARCHAR DEFAULT '' NOT NULL,
    artificialities_es VARCHAR DEFAULT '' NOT NULL,
    constraints_en VARCHAR DEFAULT '' NOT NULL,
    constraints_es VARCHAR DEFAULT '' NOT NULL,
    references_en VARCHAR DEFAULT '' NOT NULL,
    references_es VARCHAR DEFAULT '' NOT NULL,
    safety_en VARCHAR DEFAULT '' NOT NULL,
    safety_es VARCHAR DEFAULT '' NOT NULL,
    emergency_word_en VARCHAR DEFAULT '' NOT NULL,
    emergency_word_es VARCHAR DEFAULT '' NOT NULL,
    communications_en VARCHAR DEFAULT '' NOT NULL,
    communications_es VARCHAR DEFAULT '' NOT NULL,
    public_affairs_en VARCHAR DEFAULT '' NOT NULL,
    public_affairs_es VARCHAR DEFAULT '' NOT NULL,
    sample_note_en VARCHAR DEFAULT '' NOT NULL,
    sample_note_es VARCHAR DEFAULT '' NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_plan PRIMARY KEY (id)
);
CREATE TABLE plan_focus_area (
    focus_area_id VARCHAR(36),
    area_of_action_id VARCHAR(36),
    in_scope BOOLEAN DEFAULT '1' NOT NULL,
    reason_en VARCHAR DEFAULT '' NOT NULL,
    reason_es VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_plan_focus_area PRIMARY KEY (id),
    CONSTRAINT fk_plan_focus_area_focus_area_id FOREIGN KEY(focus_area_id) REFERENCES focus_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_plan_focus_area_area_of_action_id FOREIGN KEY(area_of_action_id) REFERENCES area_of_action (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_plan_focus_area_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE plan_framework (
    framework_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_plan_framework PRIMARY KEY (id),
    CONSTRAINT fk_plan_framework_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_plan_framework_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE plan_venue (
    venue_id VARCHAR(36) NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_plan_venue PRIMARY KEY (id),
    CONSTRAINT fk_plan_venue_venue_id FOREIGN KEY(venue_id) REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_plan_venue_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE proposed_action (
    focus_area_id VARCHAR(36),
    area_of_action_id VARCHAR(36),
    "key" VARCHAR DEFAULT '' NOT NULL,
    text_en VARCHAR DEFAULT '' NOT NULL,
    text_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_proposed_action PRIMARY KEY (id),
    CONSTRAINT fk_proposed_action_focus_area_id FOREIGN KEY(focus_area_id) REFERENCES focus_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_proposed_action_area_of_action_id FOREIGN KEY(area_of_action_id) REFERENCES area_of_action (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE received (
    id INTEGER NOT NULL,
    plan_id VARCHAR NOT NULL,
    contact_id INTEGER,
    file_name VARCHAR DEFAULT '' NOT NULL,
    sender VARCHAR DEFAULT '' NOT NULL,
    audience VARCHAR DEFAULT '' NOT NULL,
    vector JSON NOT NULL,
    milliseconds INTEGER NOT NULL,
    CONSTRAINT pk_received PRIMARY KEY (id)
);
CREATE TABLE replica (
    id VARCHAR(12) NOT NULL,
    clock INTEGER NOT NULL,
    CONSTRAINT pk_replica PRIMARY KEY (id)
);
CREATE TABLE scenario_section (
    kind VARCHAR DEFAULT 'phase' NOT NULL,
    title_en VARCHAR DEFAULT '' NOT NULL,
    title_es VARCHAR DEFAULT '' NOT NULL,
    narrative_en VARCHAR DEFAULT '' NOT NULL,
    narrative_es VARCHAR DEFAULT '' NOT NULL,
    offset_minutes INTEGER,
    for_players BOOLEAN DEFAULT '0' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_scenario_section PRIMARY KEY (id),
    CONSTRAINT fk_scenario_section_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE schedule_focus_area (
    item_id VARCHAR(36) NOT NULL,
    focus_area_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_schedule_focus_area PRIMARY KEY (id),
    CONSTRAINT fk_schedule_focus_area_item_id FOREIGN KEY(item_id) REFERENCES schedule_item (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_focus_area_focus_area_id FOREIGN KEY(focus_area_id) REFERENCES focus_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_focus_area_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE schedule_item (
    title_en VARCHAR DEFAULT '' NOT NULL,
    title_es VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT 'training' NOT NULL,
    offset_minutes INTEGER DEFAULT '0' NOT NULL,
    duration_minutes INTEGER DEFAULT '60' NOT NULL,
    venue_id VARCHAR(36),
    lead_id VARCHAR(36),
    track_en VARCHAR DEFAULT '' NOT NULL,
    track_es VARCHAR DEFAULT '' NOT NULL,
    uniform_en VARCHAR DEFAULT '' NOT NULL,
    uniform_es VARCHAR DEFAULT '' NOT NULL,
    notes_en VARCHAR DEFAULT '' NOT NULL,
    notes_es VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_schedule_item PRIMARY KEY (id),
    CONSTRAINT fk_schedule_item_venue_id FOREIGN KEY(venue_id) REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_item_lead_id FOREIGN KEY(lead_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_item_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE schedule_objective (
    item_id VARCHAR(36) NOT NULL,
    objective_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_schedule_objective PRIMARY KEY (id),
    CONSTRAINT fk_schedule_objective_item_id FOREIGN KEY(item_id) REFERENCES schedule_item (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_objective_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_objective_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE schedule_organization (
    item_id VARCHAR(36) NOT NULL,
    organization_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_schedule_organization PRIMARY KEY (id),
    CONSTRAINT fk_schedule_organization_item_id FOREIGN KEY(item_id) REFERENCES schedule_item (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_organization_organization_id FOREIGN KEY(organization_id) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_organization_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE schedule_person (
    item_id VARCHAR(36) NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_schedule_person PRIMARY KEY (id),
    CONSTRAINT fk_schedule_person_item_id FOREIGN KEY(item_id) REFERENCES schedule_item (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_schedule_person_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE sent (
    id INTEGER NOT NULL,
    plan_id VARCHAR NOT NULL,
    contact_id INTEGER,
    file_name VARCHAR DEFAULT '' NOT NULL,
    audience VARCHAR DEFAULT '' NOT NULL,
    code VARCHAR DEFAULT '' NOT NULL,
    vector JSON NOT NULL,
    milliseconds INTEGER NOT NULL,
    CONSTRAINT pk_sent PRIMARY KEY (id)
);
CREATE TABLE setting (
    name VARCHAR NOT NULL,
    value JSON NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
);
CREATE TABLE simulated_actor (
    kind VARCHAR DEFAULT 'group' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    description_en VARCHAR DEFAULT '' NOT NULL,
    description_es VARCHAR DEFAULT '' NOT NULL,
    for_players BOOLEAN DEFAULT '0' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_simulated_actor PRIMARY KEY (id),
    CONSTRAINT fk_simulated_actor_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE storyline (
    code VARCHAR DEFAULT '' NOT NULL,
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    description_en VARCHAR DEFAULT '' NOT NULL,
    description_es VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_storyline PRIMARY KEY (id),
    CONSTRAINT fk_storyline_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE venue (
    name_en VARCHAR DEFAULT '' NOT NULL,
    name_es VARCHAR DEFAULT '' NOT NULL,
    address VARCHAR DEFAULT '' NOT NULL,
    capacity INTEGER DEFAULT '0' NOT NULL,
    latitude DOUBLE,
    longitude DOUBLE,
    contact VARCHAR DEFAULT '' NOT NULL,
    facilities_en VARCHAR DEFAULT '' NOT NULL,
    facilities_es VARCHAR DEFAULT '' NOT NULL,
    seen JSON NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_venue PRIMARY KEY (id)
);
CREATE TABLE watch (
    assignment_id VARCHAR(36) NOT NULL,
    offset_minutes INTEGER DEFAULT '0' NOT NULL,
    duration_minutes INTEGER DEFAULT '240' NOT NULL,
    venue_id VARCHAR(36),
    task_en VARCHAR DEFAULT '' NOT NULL,
    task_es VARCHAR DEFAULT '' NOT NULL,
    plan_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    deleted BOOLEAN DEFAULT '0' NOT NULL,
    born VARCHAR(28) NOT NULL,
    stamps JSON NOT NULL,
    CONSTRAINT pk_watch PRIMARY KEY (id),
    CONSTRAINT fk_watch_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_watch_venue_id FOREIGN KEY(venue_id) REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_watch_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_accepted_finding_plan_id ON accepted_finding (plan_id);
CREATE INDEX ix_alignment_focus_area_id ON alignment (focus_area_id);
CREATE INDEX ix_alignment_objective_id ON alignment (objective_id);
CREATE INDEX ix_alignment_plan_id ON alignment (plan_id);
CREATE INDEX ix_alignment_proposed_action_id ON alignment (proposed_action_id);
CREATE INDEX ix_approval_plan_id ON approval (plan_id);
CREATE INDEX ix_area_of_action_framework_id ON area_of_action (framework_id);
CREATE INDEX ix_assignment_organization_id ON assignment (organization_id);
CREATE INDEX ix_assignment_person_id ON assignment (person_id);
CREATE INDEX ix_assignment_plan_id ON assignment (plan_id);
CREATE INDEX ix_assignment_venue_id ON assignment (venue_id);
CREATE INDEX ix_attachment_inject_id ON attachment (inject_id);
CREATE INDEX ix_attachment_plan_id ON attachment (plan_id);
CREATE INDEX ix_attachment_section_id ON attachment (section_id);
CREATE INDEX ix_contact_signing_key ON contact (signing_key);
CREATE INDEX ix_corrective_action_objective_id ON corrective_action (objective_id);
CREATE INDEX ix_corrective_action_observation_id ON corrective_action (observation_id);
CREATE INDEX ix_corrective_action_plan_id ON corrective_action (plan_id);
CREATE INDEX ix_corrective_action_responsible_id ON corrective_action (responsible_id);
CREATE INDEX ix_criterion_objective_id ON criterion (objective_id);
CREATE INDEX ix_criterion_plan_id ON criterion (plan_id);
CREATE INDEX ix_delivery_inject_id ON delivery (inject_id);
CREATE INDEX ix_delivery_plan_id ON delivery (plan_id);
CREATE INDEX ix_event_plan_id ON event (plan_id);
CREATE INDEX ix_event_storyline_id ON event (storyline_id);
CREATE INDEX ix_focus_area_pillar_id ON focus_area (pillar_id);
CREATE INDEX ix_indicator_focus_area_id ON indicator (focus_area_id);
CREATE INDEX ix_indicator_target_indicator_id ON indicator_target (indicator_id);
CREATE INDEX ix_indicator_target_plan_id ON indicator_target (plan_id);
CREATE INDEX ix_inject_controller_id ON inject (controller_id);
CREATE INDEX ix_inject_criterion_criterion_id ON inject_criterion (criterion_id);
CREATE INDEX ix_inject_criterion_inject_id ON inject_criterion (inject_id);
CREATE INDEX ix_inject_criterion_plan_id ON inject_criterion (plan_id);
CREATE INDEX ix_inject_dependency_depends_on_id ON inject_dependency (depends_on_id);
CREATE INDEX ix_inject_dependency_inject_id ON inject_dependency (inject_id);
CREATE INDEX ix_inject_dependency_plan_id ON inject_dependency (plan_id);
CREATE INDEX ix_inject_evaluator_id ON inject (evaluator_id);
CREATE INDEX ix_inject_event_id ON inject (event_id);
CREATE INDEX ix_inject_focus_area_focus_area_id ON inject_focus_area (focus_area_id);
CREATE INDEX ix_inject_focus_area_inject_id ON inject_focus_area (inject_id);
CREATE INDEX ix_inject_focus_area_plan_id ON inject_focus_area (plan_id);
CREATE INDEX ix_inject_objective_inject_id ON inject_objective (inject_id);
CREATE INDEX ix_inject_objective_objective_id ON inject_objective (objective_id);
CREATE INDEX ix_inject_objective_plan_id ON inject_objective (plan_id);
CREATE INDEX ix_inject_plan_id ON inject (plan_id);
CREATE INDEX ix_inject_storyline_id ON inject (storyline_id);
CREATE INDEX ix_inject_venue_id ON inject (venue_id);
CREATE INDEX ix_issue_code ON issue (code);
CREATE INDEX ix_issue_plan_id ON issue (plan_id);
CREATE INDEX ix_journal_change_row ON journal_change (table_name, row_id);
CREATE INDEX ix_journal_change_step_id ON journal_change (step_id);
CREATE INDEX ix_journal_step_scope ON journal_step (scope, id);
CREATE INDEX ix_journal_step_undo ON journal_step (scope, state, kind, id);
CREATE INDEX ix_kept_value_plan_id ON kept_value (plan_id);
CREATE INDEX ix_milestone_plan_id ON milestone (plan_id);
CREATE INDEX ix_milestone_responsible_id ON milestone (responsible_id);
CREATE INDEX ix_objective_owner_id ON objective (owner_id);
CREATE INDEX ix_objective_plan_id ON objective (plan_id);
CREATE INDEX ix_observation_criterion_id ON observation (criterion_id);
CREATE INDEX ix_observation_inject_id ON observation (inject_id);
CREATE INDEX ix_observation_objective_id ON observation (objective_id);
CREATE INDEX ix_observation_observer_id ON observation (observer_id);
CREATE INDEX ix_observation_plan_id ON observation (plan_id);
CREATE INDEX ix_participation_organization_id ON participation (organization_id);
CREATE INDEX ix_participation_plan_id ON participation (plan_id);
CREATE INDEX ix_person_organization_id ON person (organization_id);
CREATE INDEX ix_pillar_framework_id ON pillar (framework_id);
CREATE INDEX ix_plan_focus_area_area_of_action_id ON plan_focus_area (area_of_action_id);
CREATE INDEX ix_plan_focus_area_focus_area_id ON plan_focus_area (focus_area_id);
CREATE INDEX ix_plan_focus_area_plan_id ON plan_focus_area (plan_id);
CREATE INDEX ix_plan_framework_framework_id ON plan_framework (framework_id);
CREATE INDEX ix_plan_framework_plan_id ON plan_framework (plan_id);
CREATE INDEX ix_plan_venue_plan_id ON plan_venue (plan_id);
CREATE INDEX ix_plan_venue_venue_id ON plan_venue (venue_id);
CREATE INDEX ix_proposed_action_area_of_action_id ON proposed_action (area_of_action_id);
CREATE INDEX ix_proposed_action_focus_area_id ON proposed_action (focus_area_id);
CREATE INDEX ix_received_plan_id ON received (plan_id);
CREATE INDEX ix_scenario_section_plan_id ON scenario_section (plan_id);
CREATE INDEX ix_schedule_focus_area_focus_area_id ON schedule_focus_area (focus_area_id);
CREATE INDEX ix_schedule_focus_area_item_id ON schedule_focus_area (item_id);
CREATE INDEX ix_schedule_focus_area_plan_id ON schedule_focus_area (plan_id);
CREATE INDEX ix_schedule_item_lead_id ON schedule_item (lead_id);
CREATE INDEX ix_schedule_item_plan_id ON schedule_item (plan_id);
CREATE INDEX ix_schedule_item_venue_id ON schedule_item (venue_id);
CREATE INDEX ix_schedule_objective_item_id ON schedule_objective (item_id);
CREATE INDEX ix_schedule_objective_objective_id ON schedule_objective (objective_id);
CREATE INDEX ix_schedule_objective_plan_id ON schedule_objective (plan_id);
CREATE INDEX ix_schedule_organization_item_id ON schedule_organization (item_id);
CREATE INDEX ix_schedule_organization_organization_id ON schedule_organization (organization_id);
CREATE INDEX ix_schedule_organization_plan_id ON schedule_organization (plan_id);
CREATE INDEX ix_schedule_person_item_id ON schedule_person (item_id);
CREATE INDEX ix_schedule_person_person_id ON schedule_person (person_id);
CREATE INDEX ix_schedule_person_plan_id ON schedule_person (plan_id);
CREATE INDEX ix_sent_plan_id ON sent (plan_id);
CREATE INDEX ix_simulated_actor_plan_id ON simulated_actor (plan_id);
CREATE INDEX ix_storyline_plan_id ON storyline (plan_id);
CREATE INDEX ix_watch_assignment_id ON watch (assignment_id);
CREATE INDEX ix_watch_plan_id ON watch (plan_id);
CREATE INDEX ix_watch_venue_id ON watch (venue_id)

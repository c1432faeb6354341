/**
 * What the API says, as pages read it. Named as the records in Shapes.java and DeskShapes.java, without the word Shape; PageContractTest holds both
 * against each other and against real answers. Only null members may be left out.
 */
declare namespace Contract {
  interface Coded {
    code: string;
    name?: string;
  }

  interface Unit {
    code: string;
    competition: string;
    discipline: string;
    name: string;
    phaseType?: string;
    status: string;
    start?: string;
    end?: string;
    actualStart?: string;
    actualEnd?: string;
    hideStart: boolean;
    startText?: string;
    order?: string;
    venue?: Coded;
    location?: Coded;
    session?: string;
    medal: number;
    revision: string;
    resultStatus?: string;
    startList?: Competitor[];
  }

  interface RemovedUnit {
    code: string;
    competition: string;
    removed: boolean;
  }

  interface Member {
    code: string;
    name: string;
    bib?: string;
    noc?: string;
  }

  interface Competitor {
    code: string;
    type?: string;
    noc?: string;
    name: string;
    bib?: string;
    members: Member[];
  }

  interface Row {
    sortOrder: number;
    rank?: string;
    rankEqual: boolean;
    result?: string;
    resultType?: string;
    irm?: string;
    wlt?: string;
    qualification?: string;
    startOrder?: string;
    bib?: string;
    diff?: string;
    competitor: Competitor;
  }

  interface Result {
    unit: string;
    competition: string;
    documentType: string;
    version: number;
    status?: string;
    position: string;
    withdrawn?: boolean;
    rows: Row[];
  }

  interface MedalRow {
    rank: number;
    rankEqual: boolean;
    noc: string;
    name: string;
    gold: number;
    silver: number;
    bronze: number;
    total: number;
  }

  interface MedalTable {
    discipline?: string;
    rows: MedalRow[];
  }

  interface Medallist {
    medal: string;
    date: string;
    unit: string;
    competitor: Competitor;
  }

  interface Competition {
    code: string;
    discipline: string;
    gender: string;
    name: string;
    status: string;
    start?: string;
    end?: string;
    units: number;
    position: string;
  }

  interface CompetitionDetail {
    code: string;
    discipline: string;
    disciplineName: string;
    gender: string;
    name: string;
    status: string;
    position: string;
    units: Unit[];
    next: string | null;
    results: string[];
    medallists: Medallist[];
  }

  interface Participant {
    code: string;
    name: string;
    noc?: string;
    nocName?: string;
    gender?: string;
    function?: string;
    disciplines: string[];
    events: string[];
  }

  interface Team {
    code: string;
    name: string;
    noc: string;
    events: string[];
  }

  interface ResultOf {
    unit: string;
    competition: string;
    documentType: string;
    version: number;
    status?: string;
    row: Row;
  }

  interface ParticipantDetail {
    participant: Participant;
    teams: Team[];
    units: Unit[];
    results: ResultOf[];
  }

  interface Discipline {
    code: string;
    name: string;
    competitions: number;
    units: number;
  }

  interface Document {
    documentType: string;
    documentCode: string;
    documentSubcode?: string;
    documentSubtype?: string;
    language?: string;
    version: number;
    status?: string;
    withdrawn?: boolean;
    competition: string;
    position: string;
    href: string;
  }

  interface Games {
    code: string;
    default: boolean;
    firstDay: string | null;
    lastDay: string | null;
    today: string | null;
    zone: string;
  }

  interface Stamps {
    source?: string;
    accepted?: string;
    durable?: string;
    sent?: string;
  }

  /** An error (RFC 9457). Some kinds have more members, "faults" for example. */
  interface Problem {
    type: string;
    title: string;
    status: number;
    detail: string;
    instance: string;
    correlationId: string;
  }

  interface Site {
    site: string;
    url: string;
    state?: "serving" | "evacuated";
  }

  interface Sites {
    self: string;
    sites: Site[];
  }

  interface GamesList {
    games: Games[];
  }

  interface DisciplineList {
    disciplines: Discipline[];
    next: string | null;
  }

  interface Schedule {
    date?: string;
    units: Unit[];
    next: string | null;
  }

  /** Something in the timetable that does not go together. */
  interface Clash {
    id: string;
    rule: string;
    severity: string;
    units: string[];
    sessions: string[];
    participants: string[];
    text: string;
  }

  interface ClashList {
    clashes: Clash[];
    next: string | null;
  }

  /** Who said or changed something. */
  interface Author {
    name: string;
    via: string;
  }

  /** What a change came of. */
  interface Cause {
    kind: string;
    id: string;
  }

  interface ConflictValue {
    value: Record<string, unknown>;
    author: Author;
    at: string;
    site: string;
    reason?: string;
    cause: Cause;
  }

  interface Conflict {
    id: string;
    unit: string;
    competition: string;
    register: string;
    values: ConflictValue[];
    inForce?: number;
    state: string;
  }

  interface UnitConflicts {
    unit: string;
    competition: string;
    conflicts: Conflict[];
  }

  interface ConflictList {
    conflicts: Conflict[];
    next: string | null;
  }

  interface Hold {
    scope: string;
    code: string;
    games: string;
    state: string;
    at: string;
    until?: string;
    author: Author;
    reason?: string;
    units: number;
    held: number;
  }

  interface HoldList {
    holds: Hold[];
    next: string | null;
  }

  /** A change of a unit's timetable or result. */
  interface Change {
    at: string;
    register: string;
    old: Record<string, unknown>;
    new: Record<string, unknown>;
    author: Author;
    reason?: string;
    cause: Cause;
    site: string;
    hold?: string;
    correlation?: string;
  }

  interface History {
    unit: string;
    history: Change[];
    next: string | null;
    leftOut?: number;
  }

  /** What becomes of a unit by a change; fields by their names, a place by its code. */
  interface ChangePart {
    code: string;
    before: Record<string, string | boolean | null>;
    after: Record<string, string | boolean | null>;
    outcome?: string | Outcome;
  }

  /** Why a unit could not be changed: a problem's type. */
  interface Outcome {
    type: string;
    detail: string;
  }

  interface ChangeClashes {
    new: Clash[];
    gone: Clash[];
  }

  /** A change of many units; of a dry run there is no more than what would be. */
  interface ScheduleChange {
    id?: string;
    state: string;
    games?: string;
    at?: string;
    author?: Author;
    action?: string;
    reason?: string;
    undoes?: string;
    count?: number;
    unchanged?: number;
    units: ChangePart[];
    clashes?: ChangeClashes;
  }

  /** Without their units. */
  interface ScheduleChanges {
    changes: ScheduleChange[];
    next: string | null;
  }

  interface ProposedSlot {
    start?: string;
    end?: string;
    venue: string;
    location: string;
  }

  interface WhyMoved {
    rule: string;
    happened?: number;
    units?: string[];
    participants?: string[];
    slots?: number;
    text: string;
  }

  interface ProposedUnit {
    code: string;
    before: ProposedSlot;
    after: ProposedSlot;
    why: WhyMoved[];
  }

  interface ProposedLevel {
    level: string;
    value: number;
    bound: number;
    text: string;
  }

  /** The body of the change that accepts a plan. */
  interface ProposedChange {
    action: string;
    units: Record<string, Record<string, string | boolean | null>>;
    reason?: string;
  }

  interface ProposedPlan {
    proven: boolean;
    feasible: boolean;
    levels: ProposedLevel[];
    units: ProposedUnit[];
    outdated: string[];
    clashes: ChangeClashes;
    change?: ProposedChange;
  }

  interface LeftOut {
    unit: string;
    why: string;
  }

  interface Proposal {
    id: string;
    games: string;
    at: string;
    by: string;
    now: string;
    from: string;
    until: string;
    happened: string[];
    units: number;
    movable: number;
    leftOut: LeftOut[];
    solver: string;
    millis: number;
    best: ProposedPlan;
    secondBest?: ProposedPlan;
    noSecond?: string;
  }

  /** Beside the value's own members in a live event; left: it fits what is followed no longer. */
  interface Told {
    left?: true;
    stamps?: Stamps;
  }

  /** What came over the live feed. */
  type LiveEvent =
    | { kind: "schedule"; value: (Unit | RemovedUnit) & Told }
    | { kind: "result"; value: Result & Told }
    | { kind: "medals"; value: MedalTable & Told }
    | { kind: "document"; value: Document & Told }
    | { kind: "conflict"; value: UnitConflicts & Told };

  /** What is answered at a path, without its query. The first line that fits counts. */
  type Answer<Path extends string> =
    Path extends "/v1/sites" ? Sites
    : Path extends "/v1/games" ? GamesList
    : Path extends "/v1/disciplines" ? DisciplineList
    : Path extends "/v1/schedule" ? Schedule
    : Path extends "/v1/schedule/clashes" ? ClashList
    : Path extends "/v1/schedule/changes" ? ScheduleChanges | ScheduleChange
    : Path extends `/v1/schedule/changes/${string}` ? ScheduleChange
    : Path extends "/v1/schedule/conflicts" ? ConflictList
    : Path extends `/v1/schedule/conflicts/${string}/resolution` ? Conflict
    : Path extends "/v1/schedule/proposals" ? Proposal
    : Path extends "/v1/schedule/holds" ? HoldList
    : Path extends `/v1/schedule/holds/${string}` ? Hold
    : Path extends `/v1/units/${string}/history` ? History
    : Path extends "/v1/medals" ? MedalTable
    : Path extends `/v1/units/${string}/schedule` ? Unit
    : Path extends `/v1/units/${string}/result` ? Result
    : Path extends `/v1/units/${string}` ? Unit
    : unknown;
}

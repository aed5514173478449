import { Migration } from '@vmeste/sdk/storage'

/**
 * What all cities must know of each other's questions, and nothing more: a city's rows are behind its wall, and so a
 * stranger who names one address in a hundred cities would have a hundred questions sent. `answers` holds «yes» or «no»
 * by a mark that only the city which it stands for can work out.
 */
export class AskedBoxesMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.asked_box (
      box text not null, asked_at timestamptz(3) null, answers jsonb not null default '{}', constraint asked_box_pkey primary key (box))`)
    this.addSql(`create index asked_box_unanswered_index on core.asked_box (asked_at) where answers = '{}'`)
    this.addSql(askBox)
    this.addSql(noteBox)
    this.addSql(forgetBoxes)
  }
}

/**
 * Whether it is this caller's turn to ask, and then it is nobody else's: one statement decides among all cities and
 * hosts.
 */
const askBox = `create function core.ask_box(the_box text, at timestamptz, last_before timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into core.asked_box as known (box, asked_at) values (the_box, at)
    on conflict (box) do update set asked_at = excluded.asked_at
      where not known.answers @? '$.* ? (@ == "no")' and (known.answers <> '{}' or known.asked_at is null or known.asked_at <= last_before);
    return found;
  end $$`

/** What the city behind the mark has been told by now: `yes`, `no`, or nothing any more. */
const noteBox = `create function core.note_box(the_box text, mark text, said text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if said is null then
      update core.asked_box set answers = answers - mark where box = the_box and answers ? mark;
    elsif said in ('yes', 'no') then
      insert into core.asked_box as known (box, answers) values (the_box, jsonb_build_object(mark, said))
      on conflict (box) do update set answers = known.answers || excluded.answers
        where known.answers ->> mark is distinct from said;
    else
      raise exception 'an answer is yes or no' using errcode = 'invalid_parameter_value';
    end if;
  end $$`

/**
 * Boxes that nobody has answered for since then: all of them, or those. Two cities that sweep at once leave each
 * other's rows alone.
 */
const forgetBoxes = `create function core.forget_boxes(asked_before timestamptz, only_boxes text[]) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from core.asked_box where box in (
    select box from core.asked_box where answers = '{}' and (asked_at is null or asked_at <= asked_before)
      and (only_boxes is null or box = any(only_boxes))
    for update skip locked) $$`

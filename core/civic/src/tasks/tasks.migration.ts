import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/** Work for people: asked for by modules in their own transactions, about their own things. */
export class TasksMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.task (
      city int not null default core.current_city(), id uuid not null, module text not null, key text not null, kind text not null,
      subject text not null, title jsonb not null, words text null, href text null, department text null, permission text null,
      person text null, state text not null default 'OPEN', due timestamptz(3) null, created_at timestamptz(3) not null,
      ended_at timestamptz(3) null,
      constraint task_pkey primary key (city, id),
      constraint task_once_unique unique (city, module, key))`)
    this.addSql(`create index task_department_index on civic.task (city, department) where state = 'OPEN'`)
    this.addSql(`create index task_permission_index on civic.task (city, permission) where state = 'OPEN'`)
    this.addSql(`create index task_person_index on civic.task (city, person) where person is not null`)
    this.addSql(`create index task_ended_index on civic.task (city, ended_at) where ended_at is not null`)
    this.addSql(`create index task_subject_index on civic.task (city, subject)`)
    this.addSql(`create table civic.task_step (
      city int not null default core.current_city(), task uuid not null, id uuid not null, at timestamptz(3) not null, kind text not null,
      by_hand boolean not null, service jsonb null, post text null, note text null,
      constraint task_step_pkey primary key (city, task, id))`)
    for (const table of ['task', 'task_step'])
      for (const statement of rowLevelSecurity(`civic.${table}`)) this.addSql(statement)

    this.addSql(`create function civic.create_task(t_id uuid, t_step uuid, t_key text, t_kind text, t_subject text, t_title jsonb,
        t_words text, t_href text, t_department text, t_permission text, t_person text, t_due timestamptz, t_at timestamptz)
        returns table (id uuid, created boolean)
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with made as (
          insert into civic.task (city, id, module, key, kind, subject, title, words, href, department, permission, person, due,
            created_at)
          select core.current_city(), t_id, split_part(t_subject, ':', 1), t_key, t_kind, t_subject, t_title, t_words, t_href,
            t_department, t_permission, t_person, t_due, t_at
          where ${ownSubject('t_subject')}
          on conflict (city, module, key) do nothing
          returning id),
        noted as (
          insert into civic.task_step (city, task, id, at, kind, by_hand)
          select core.current_city(), made.id, t_step, t_at, 'CREATED', false from made)
        select made.id, true from made
        union all
        select task.id, false from civic.task
        where task.city = core.current_city() and task.module = split_part(t_subject, ':', 1) and task.key = t_key
          and ${ownSubject('t_subject')} $$`)

    // of two who do it at once one did it: the second finds it no longer as it must stand
    this.addSql(`create function civic.change_task(t_id uuid, t_step uuid, t_kind text, t_by_hand boolean, t_service jsonb,
        t_post text, t_note text, t_department text, t_permission text, t_person text, t_due timestamptz, t_at timestamptz)
        returns boolean
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with changed as (
          update civic.task set
            state = case t_kind when 'DONE' then 'DONE' when 'CANCELLED' then 'CANCELLED' when 'REOPENED' then 'OPEN' else state end,
            ended_at = case when t_kind in ('DONE', 'CANCELLED') then t_at when t_kind = 'REOPENED' then null else ended_at end,
            department = case when t_kind = 'REASSIGNED' then t_department else department end,
            permission = case when t_kind = 'REASSIGNED' then t_permission else permission end,
            person = case when t_kind = 'REASSIGNED' then t_person else person end,
            due = case when t_kind = 'DUE_MOVED' then t_due else due end
          where city = core.current_city() and id = t_id and ${ownSubject('subject')}
            and case when t_kind = 'REOPENED' then state <> 'OPEN' else state = 'OPEN' end
            and (t_kind <> 'DUE_MOVED' or due is distinct from t_due)
            and (t_kind <> 'REASSIGNED' or (department, permission, person) is distinct from (t_department, t_permission, t_person))
          returning id),
        noted as (
          insert into civic.task_step (city, task, id, at, kind, by_hand, service, post, note)
          select core.current_city(), changed.id, t_step, t_at, t_kind, t_by_hand, t_service, t_post, t_note from changed)
        select exists (select from changed) $$`)

    this.addSql(`create function civic.own_tasks(t_subject text, t_id uuid) returns table (
        id uuid, key text, kind text, subject text, title jsonb, words text, department text, permission text, person text,
        state text, due timestamptz, created_at timestamptz, ended_at timestamptz, by_hand boolean, service jsonb, post text, note text)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select task.id, task.key, task.kind, task.subject, task.title, task.words, task.department, task.permission, task.person,
          task.state, task.due, task.created_at, task.ended_at, step.by_hand, step.service, step.post, step.note
        from civic.task left join lateral (
          select last.by_hand, last.service, last.post, last.note from civic.task_step last
          where last.city = task.city and last.task = task.id and last.kind in ('DONE', 'CANCELLED') order by last.at desc limit 1)
          step on true
        where task.city = core.current_city() and (task.subject = t_subject or task.id = t_id) and ${ownSubject('task.subject')}
        order by task.id desc limit 100 $$`)
  }
}

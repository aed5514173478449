import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'
import { ownSubject } from '../../own-subject.ts'

/**
 * A yes to letters is no yes to every thing that strangers type the address into: what opens a thing waits for a yes to
 * that one.
 */
export class OwnedThingsMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.owned_thing (
      city int not null default core.current_city(), hash text not null, about text not null, at timestamptz(3) not null,
      constraint owned_thing_pkey primary key (city, hash, about))`)
    for (const statement of rowLevelSecurity('civic.owned_thing')) this.addSql(statement)
    this.addSql('alter table civic.notification add column opens boolean not null default false')
    this.addSql(`create function civic.notice_opens(n_event text, n_channel text, n_recipient text, n_about text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.notification set opens = true where city = core.current_city() and event = n_event
          and channel = n_channel and recipient = n_recipient and about = n_about and ${ownSubject('n_about')} $$`)
    // nothing for a hash: whoever it was
    this.addSql(`create function civic.disown_thing(o_hash text, o_about text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.owned_thing where city = core.current_city() and about = o_about
          and hash = coalesce(o_hash, hash) and ${ownSubject('o_about')} $$`)
  }
}

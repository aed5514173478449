import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class Registry extends Migration {
  override up(): void {
    this.addSql(`create table appeals.qr_object (
      city int not null default core.current_city(), code text not null, type text not null, name jsonb not null, address text not null,
      lat double precision null, lon double precision null, department text null, territory text null, active boolean not null default true,
      created_at timestamptz(3) not null, updated_at timestamptz(3) not null,
      constraint qr_object_pkey primary key (city, code))`)
    this.addSql(`create table appeals.object_type (
      city int not null default core.current_city(), code text not null, title jsonb not null, icon text not null,
        tiles jsonb not null, updated_at timestamptz(3) not null,
      constraint object_type_pkey primary key (city, code))`)
    this.addSql(`create table appeals.routing_rule (
      city int not null default core.current_city(), number int not null, topic text null, territory text null, department text not null,
      constraint routing_rule_pkey primary key (city, number))`)
    for (const table of ['qr_object', 'object_type', 'routing_rule'])
      for (const statement of rowLevelSecurity(`appeals.${table}`)) this.addSql(statement)
  }
}

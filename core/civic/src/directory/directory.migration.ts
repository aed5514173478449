import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

const city = 'city int not null default core.current_city()'

export class DirectoryMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.organisation (
      ${city}, id uuid not null, code text not null, kind text not null, name jsonb not null, phone text null,
      constraint organisation_pkey primary key (city, id), constraint organisation_city_code_unique unique (city, code))`)
    this.addSql(`create table civic.department (
      ${city}, id uuid not null, code text not null, name jsonb not null, organisation uuid not null, phone text null,
        closed_at timestamptz(3) null,
      constraint department_pkey primary key (city, id), constraint department_city_code_unique unique (city, code))`)
    this.addSql(`create table civic.staff (
      ${city}, person text not null, name text not null, position text not null,
      constraint staff_pkey primary key (city, person))`)
    this.addSql(`create table civic.membership (
      ${city}, person text not null, department uuid not null,
      constraint membership_pkey primary key (city, person, department))`)
    this.addSql(`create table civic.territory (
      ${city}, code text not null, name jsonb not null, polygon jsonb null,
      constraint territory_pkey primary key (city, code))`)
    for (const table of ['organisation', 'department', 'staff', 'membership', 'territory']) {
      for (const statement of rowLevelSecurity(`civic.${table}`)) this.addSql(statement)
    }
  }
}

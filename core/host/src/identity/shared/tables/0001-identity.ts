import { Migration } from '@vmeste/sdk/storage'

export class Identity extends Migration {
  override up(): void {
    this.addSql(`create table identity.account (
      id uuid not null, username varchar(120) not null, email varchar(254) null, email_verified boolean not null default false,
      given_name varchar(100) not null, family_name varchar(100) not null default '', password_hash varchar(255) null,
      realm_roles jsonb not null default '[]', assurance varchar(20) not null default 'ANONYMOUS', enabled boolean not null default true,
      demonstration boolean not null default false, created_at timestamptz(3) not null default now(),
        password_changed_at timestamptz(3) null,
      constraint account_pkey primary key (id), constraint account_username_unique unique (username),
        constraint account_email_unique unique (email))`)
    this.addSql(`create table identity.city_role (
      account_id uuid not null, city varchar(63) not null, role varchar(64) not null, granted_at timestamptz(3) not null default now(),
      constraint city_role_pkey primary key (account_id, city, role),
      constraint city_role_account_id_foreign foreign key (account_id) references identity.account (id) on delete cascade)`)
    this.addSql(`create table identity.artefact (
      type varchar(40) not null, id varchar(64) not null, payload jsonb not null, grant_id varchar(64) null, uid varchar(64) null,
      account_id varchar(64) null, expires_at timestamptz(3) null, consumed_at timestamptz(3) null,
      constraint artefact_pkey primary key (type, id))`)
    for (const column of ['grant_id', 'uid', 'account_id', 'expires_at']) {
      this.addSql(`create index artefact_${column}_index on identity.artefact (${column})`)
    }
    this.addSql(`create table identity.signing_key (
      kid varchar(64) not null, sealed text not null, created_at timestamptz(3) not null default now(), retired_at timestamptz(3) null,
      constraint signing_key_pkey primary key (kid))`)
    this.addSql(`create table identity.attempt (
      key varchar(255) not null, points int not null default 0, expire bigint null, constraint attempt_pkey primary key (key))`)
    this.addSql(`create table identity.realm (
      name varchar(60) not null, key_issuer varchar(255) not null, created_at timestamptz(3) not null default now(),
      constraint realm_pkey primary key (name))`)
  }
}

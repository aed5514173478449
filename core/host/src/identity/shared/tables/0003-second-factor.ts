import { Migration } from '@vmeste/sdk/storage'

export class SecondFactor extends Migration {
  override up(): void {
    this.addSql(`create table identity.second_factor (
      account_id uuid not null, sealed text not null, last_step int not null, created_at timestamptz(3) not null default now(),
      constraint second_factor_pkey primary key (account_id),
      constraint second_factor_account_id_foreign foreign key (account_id) references identity.account (id) on delete cascade)`)
    this.addSql(`create table identity.recovery_code (
      account_id uuid not null, hash varchar(64) not null,
      constraint recovery_code_pkey primary key (account_id, hash),
      constraint recovery_code_account_id_foreign foreign key (account_id) references identity.account (id) on delete cascade)`)
    this.addSql(`create table identity.city_rule (
      city varchar(63) not null, second_factor boolean not null, changed_at timestamptz(3) not null default now(),
      constraint city_rule_pkey primary key (city))`)
  }
}

import { Migration } from '@vmeste/sdk/storage'

export class RefreshChains extends Migration {
  override up(): void {
    this.addSql(`create table identity.refresh_chain (
      id varchar(64) not null, generation int not null, token varchar(64) not null, uses int not null default 1,
        expires_at timestamptz(3) not null,
      constraint refresh_chain_pkey primary key (id))`)
    this.addSql('create index refresh_chain_expires_at_index on identity.refresh_chain (expires_at)')
  }
}

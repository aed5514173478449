#!/bin/bash
# Run once by the image of PostgreSQL, in an empty database: the owner that docs/operations.md describes, and what its superuser hands on.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=vmeste="$VMESTE_DATABASE_PASSWORD" --set=keycloak="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
create role vmeste_owner login createrole password :'vmeste';
create database vmeste owner vmeste_owner;
create role keycloak login password :'keycloak';
create database keycloak owner keycloak;
\connect vmeste
do $$ declare f regprocedure; begin
  for f in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(pg_notify|pg_(try_)?advisory_.*|lo_.*|lowrite)$' loop
    execute format('grant execute on function %s to vmeste_owner with grant option', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
SQL

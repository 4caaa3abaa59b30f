#!/bin/sh
# Run once by the postgres image, on an empty volume: one role of ours and its three databases.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --set ON_ERROR_STOP=1 \
    --set password="$TINDAK_DATABASE_PASSWORD" --dbname postgres <<'SQL'
CREATE ROLE tindak LOGIN PASSWORD :'password';
CREATE DATABASE registry OWNER tindak TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
CREATE DATABASE intake OWNER tindak TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
CREATE DATABASE followup OWNER tindak TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
REVOKE CONNECT ON DATABASE registry, intake, followup FROM PUBLIC;
ALTER ROLE tindak SET idle_in_transaction_session_timeout = '60s';
SQL

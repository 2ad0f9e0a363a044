-- Run once by the container of PostgreSQL, when it makes its database: Bonbrug gets a user of its
-- own, that owns one database and nothing else. The user that made the server has no password
-- afterwards, so that it comes in from inside that container only.
\getenv password BONBRUG_DATABASE_PASSWORD
CREATE ROLE bonbrug LOGIN PASSWORD :'password';
CREATE DATABASE bonbrug OWNER bonbrug;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
ALTER ROLE CURRENT_USER PASSWORD NULL;

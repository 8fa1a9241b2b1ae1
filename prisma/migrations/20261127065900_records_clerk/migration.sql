-- The clerk who keeps the registers of documents (văn thư) is somebody else than who settles or takes in dossiers.
alter type "role" add value 'RECORDS_CLERK' after 'SPECIALIST';

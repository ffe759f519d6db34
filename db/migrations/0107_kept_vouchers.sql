-- How long the vouchers of a programme's grants are kept, in years after the one in which the last proof was handed in; and when file,
-- payee and purpose of a voucher were erased (docs/adr/0091). NULL: they are there. Amounts stay.
ALTER TABLE funding_programmes ADD COLUMN keep_years {int} NOT NULL DEFAULT 10;
ALTER TABLE vouchers ADD COLUMN erased_on {text};
CREATE INDEX vouchers_kept ON vouchers (tenant_id, id) WHERE erased_on IS NULL;

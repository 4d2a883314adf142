//! Sales: orders, refunds, imports, reports.

"""VAT of a line: what was sold, by whom, to whom, where and when → how it is taxed, and why."""

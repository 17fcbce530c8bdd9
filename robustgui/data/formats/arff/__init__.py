"""Weka's attribute-relation files (.arff)."""

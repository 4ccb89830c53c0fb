"""The grammar that all kinds of document share: bodies, grades, subjects, dates, numbers, sentences and phrases."""

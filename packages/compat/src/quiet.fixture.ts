// Specs import legacy names on purpose; what they warn of is tested in processes of their own.
process.noDeprecation = true;

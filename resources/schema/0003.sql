-- A run's protocol is stored once and whole, with its seed and the hash of its data. What the training was asked besides
-- stands in details under "training"; the run that another came from is a column.
ALTER TABLE run ADD COLUMN of_run INTEGER;       -- judged again: the run whose snapshot it shares
ALTER TABLE run ADD COLUMN updated_from INTEGER; -- learnt new events on top of that run
UPDATE run SET
    protocol = json_set(protocol, '$.seed', CAST(seed AS INTEGER)),
    of_run = details ->> '$.of_run',
    updated_from = details ->> '$.updated_from',
    details = json_remove(
        json_set(details, '$.training', json_object('validate_every', details -> '$.request.validate_every',
                                                    'patience', details -> '$.request.patience',
                                                    'test', details -> '$.request.test',
                                                    'weights', details -> '$.request.weights')),
        '$.request', '$.of_run', '$.updated_from');
ALTER TABLE run DROP COLUMN seed;
ALTER TABLE run DROP COLUMN data_hash;

-- The Train page's form says the same in the same words.
UPDATE setting SET value = json_array(json_object(
    'recommender', value -> '$[0].recommender',
    'parameters', value -> '$[0].parameters',
    'name', value -> '$[0].name',
    'protocol', json_object('filters', value -> '$[0].filter', 'split', value -> '$[0].split', 'seed', value -> '$[0].seed',
                            'mask', value -> '$[0].mask', 'candidates', value -> '$[0].candidates',
                            'cutoffs', value -> '$[0].cutoffs', 'targets', value -> '$[0].targets',
                            'select', value -> '$[0].select'),
    'training', json_object('validate_every', value -> '$[0].validate_every', 'patience', value -> '$[0].patience',
                            'test', value -> '$[0].test', 'weights', value -> '$[0].weights')))
WHERE key = 'train/request' AND json_type(value, '$[0]') = 'object';

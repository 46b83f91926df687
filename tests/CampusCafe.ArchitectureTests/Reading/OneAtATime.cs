// Cecil reads on demand, and its resolver is not safe for several threads.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

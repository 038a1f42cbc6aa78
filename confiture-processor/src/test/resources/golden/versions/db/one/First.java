package db.one;

import dev.confiture.migration.*;

@Migration(version = "001", name = "first")
@Up("select 1")
@Down("select 2")
public class First {}

package db.two;

import dev.confiture.migration.*;

@Migration(name = "second", version = "1")
@Up("select 1")
@Down("select 2")
public class Second {}

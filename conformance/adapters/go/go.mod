module usagemeter

go 1.19

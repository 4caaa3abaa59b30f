from shared.migrate import run_here

run_here()

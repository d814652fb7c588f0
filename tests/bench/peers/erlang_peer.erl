%% The workloads of tests/bench/workload.hpp for Erlang/OTP.
%% erl +S WORKERS:WORKERS +P 3000000 -noshell -s erlang_peer main WORKLOAD OPERATIONS
-module(erlang_peer).
-export([main/1, child/1]).

main([Workload, Operations]) ->
    run(Workload, list_to_integer(atom_to_list(Operations))),
    halt(0).

run(pingpong, N) -> pass_ball(2, N);
run(ring, N) -> pass_ball(1000, N);
run(count, N) -> fan_in(1, N);
run(fanin, N) -> fan_in(8, N);
run(spawn, N) -> spawn_many(N);
run(Other, _) ->
    io:format(standard_error, "erlang_peer knows no workload ~p~n", [Other]),
    halt(2).

%% pingpong, ring

pass_ball(Players, Hops) ->
    Main = self(),
    Ring = [spawn(fun() -> player(Main) end) || _ <- lists:seq(1, Players)],
    [First | Others] = Ring,
    lists:foreach(fun({Player, Next}) -> Player ! {next, Next} end,
                  lists:zip(Ring, Others ++ [First])),
    First ! Players,  % One lap to warm up.
    receive finished -> ok end,
    Began = now_ns(),
    First ! Hops,
    receive finished -> ok end,
    report(Hops, now_ns() - Began).

player(Main) -> receive {next, Next} -> player(Main, Next) end.
player(Main, Next) ->
    receive
        0 -> Main ! finished, player(Main, Next);
        HopsLeft -> Next ! HopsLeft - 1, player(Main, Next)
    end.

%% count, fanin

fan_in(Producers, Messages) ->
    Main = self(),
    Counter = spawn(fun() -> count(Messages, Main) end),
    All = [spawn(fun() -> receive Amount -> produce(Counter, Amount) end end)
           || _ <- lists:seq(1, Producers)],
    Began = now_ns(),
    [Producer ! Messages div Producers || Producer <- All],
    receive finished -> ok end,
    report(Messages, now_ns() - Began).

count(0, Main) -> Main ! finished;
count(Left, Main) -> receive _ -> count(Left - 1, Main) end.

produce(_, 0) -> ok;
produce(Counter, Left) -> Counter ! Left, produce(Counter, Left - 1).

%% spawn

-define(BATCH, 10000).

spawn_many(Amount) ->
    erlang:garbage_collect(),
    BytesBefore = resident_bytes(),
    Began = now_ns(),
    spawn_batches(Amount, self()),
    Took = now_ns() - Began,
    report(Amount, Took, (resident_bytes() - BytesBefore) / Amount).

spawn_batches(0, _) -> ok;
spawn_batches(Left, Self) ->
    spawn_children(?BATCH, Self),
    await_answers(?BATCH),
    spawn_batches(Left - ?BATCH, Self).

spawn_children(0, _) -> ok;
spawn_children(Left, Parent) ->
    Child = spawn(?MODULE, child, [Parent]),
    Child ! 1,
    spawn_children(Left - 1, Parent).

await_answers(0) -> ok;
await_answers(Left) -> receive 1 -> await_answers(Left - 1) end.

child(Parent) -> receive Question -> Parent ! Question, child(Parent) end.

%% measuring

now_ns() -> erlang:monotonic_time(nanosecond).

resident_bytes() ->
    {ok, Text} = file:read_file("/proc/self/statm"),
    [_, Pages | _] = string:split(binary_to_list(Text), " ", all),
    list_to_integer(Pages) * 4096.

report(Operations, Ns) -> report(Operations, Ns, 0.0).
report(Operations, Ns, BytesPerActor) ->
    io:format("{\"ns_per_operation\":~.3f,\"bytes_per_actor\":~.1f}~n",
              [Ns / Operations, BytesPerActor]).

%% The workloads of tests/bench/workload.hpp for Erlang/OTP.
%% erl +S WORKERS:WORKERS +P 3000000 -noshell -s erlang_peer main WORKLOAD OPERATIONS
-module(erlang_peer).
-behaviour(supervisor).
-export([main/1, child/1, node/3, init/1, start_fragile/1]).

main([Workload, Operations]) ->
    run(Workload, list_to_integer(atom_to_list(Operations))),
    halt(0).

run(pingpong, N) -> pass_ball(2, N);
run(ring, N) -> pass_ball(1000, N);
run(count, N) -> fan_in(1, N);
run(fanin, N) -> fan_in(8, N);
run(bank, N) -> move_money(N);
run(ask, N) -> ask(N, 1);
run(ask_pipe, N) -> ask(N, 1000);
run(skynet, N) -> grow_tree(N);
run(spawn, N) -> spawn_many(N);
run(restart, N) -> restart_child(N);
run(replace, N) -> replace_child(N);
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

%% bank

-define(ACCOUNTS, 100).
-define(UNDER_WAY, 1000).
-define(START_BALANCE, 1000000).

move_money(Transfers) ->
    Main = self(),
    Accounts = [spawn(fun() -> account(?START_BALANCE) end) || _ <- lists:seq(1, ?ACCOUNTS)],
    Teller = spawn(fun() ->
        receive go -> ok end,
        Seed = order_many(?UNDER_WAY, list_to_tuple(Accounts), 1),
        tell(list_to_tuple(Accounts), Transfers, Transfers - ?UNDER_WAY, Seed),
        Main ! finished
    end),
    Began = now_ns(),
    Teller ! go,
    receive finished -> ok end,
    Took = now_ns() - Began,
    expect("The money in the bank", lists:sum([audit(Account) || Account <- Accounts]),
           ?ACCOUNTS * ?START_BALANCE),
    report(Transfers, Took).

account(Balance) ->
    receive
        {debit, Amount, To, Teller} ->
            To ! {credit, Amount, self(), Teller},
            account(Balance - Amount);
        {credit, Amount, From, Teller} ->
            From ! {credited, Teller},
            account(Balance + Amount);
        {credited, Teller} ->
            Teller ! transferred,
            account(Balance);
        {audit, Who} ->
            Who ! {balance, Balance},
            account(Balance)
    end.

audit(Account) ->
    Account ! {audit, self()},
    receive {balance, Balance} -> Balance end.

tell(_, 0, _, _) -> ok;
tell(Accounts, Left, 0, Seed) -> receive transferred -> tell(Accounts, Left - 1, 0, Seed) end;
tell(Accounts, Left, LeftToOrder, Seed) ->
    receive transferred ->
        tell(Accounts, Left - 1, LeftToOrder - 1, order(Accounts, Seed))
    end.

order_many(0, _, Seed) -> Seed;
order_many(Left, Accounts, Seed) -> order_many(Left - 1, Accounts, order(Accounts, Seed)).

%% Picks pairs of accounts, the same ones in every program of every language.
order(Accounts, Seed) ->
    First = roll(Seed),
    Second = roll(First),
    From = First rem ?ACCOUNTS,
    To = (From + 1 + Second rem (?ACCOUNTS - 1)) rem ?ACCOUNTS,
    element(From + 1, Accounts) ! {debit, 1, element(To + 1, Accounts), self()},
    Second.

roll(Seed) -> Seed * 48271 rem 2147483647.

%% ask, ask_pipe

ask(Questions, Window) ->
    Main = self(),
    Server = spawn(fun serve/0),
    Asker = spawn(fun() ->
        receive go -> ok end,
        ask_many(Server, 0, Window),
        Main ! {sum, take_answers(Server, Questions, Window, Questions, 0)}
    end),
    Began = now_ns(),
    Asker ! go,
    Sum = receive {sum, Total} -> Total end,
    Took = now_ns() - Began,
    expect("The sum of the answers", Sum, Questions * (Questions + 1) div 2),
    report(Questions, Took).

serve() -> receive {ask, From, Tag, Question} -> From ! {Tag, Question + 1}, serve() end.

ask_many(_, Asked, Asked) -> ok;
ask_many(Server, Asked, Window) -> ask_one(Server, Asked), ask_many(Server, Asked + 1, Window).

ask_one(Server, Question) -> Server ! {ask, self(), make_ref(), Question}.

take_answers(_, _, _, 0, Sum) -> Sum;
take_answers(Server, Questions, Asked, Left, Sum) ->
    receive {_, Answer} ->
        if Asked < Questions ->
               ask_one(Server, Asked),
               take_answers(Server, Questions, Asked + 1, Left - 1, Sum + Answer);
           true ->
               take_answers(Server, Questions, Asked, Left - 1, Sum + Answer)
        end
    end.

%% skynet

-define(BRANCHES, 10).

grow_tree(Leaves) ->
    Began = now_ns(),
    spawn(?MODULE, node, [self(), 0, Leaves]),
    Sum = receive Total -> Total end,
    Took = now_ns() - Began,
    expect("The sum of the leaves", Sum, Leaves * (Leaves - 1) div 2),
    report((Leaves * ?BRANCHES - 1) div (?BRANCHES - 1), Took).

node(Parent, First, 1) -> Parent ! First;
node(Parent, First, Leaves) ->
    spawn_nodes(?BRANCHES, self(), First, Leaves div ?BRANCHES),
    Parent ! add_parts(?BRANCHES, 0).

spawn_nodes(0, _, _, _) -> ok;
spawn_nodes(Left, Self, First, Each) ->
    spawn(?MODULE, node, [Self, First, Each]),
    spawn_nodes(Left - 1, Self, First + Each, Each).

add_parts(0, Sum) -> Sum;
add_parts(Left, Sum) -> receive Part -> add_parts(Left - 1, Sum + Part) end.

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

%% restart

restart_child(Times) ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    Began = now_ns(),
    {ok, _} = supervisor:start_link(?MODULE, self()),
    Sum = crash_child(Times, receive {born, First} -> First end, 0),
    Took = now_ns() - Began,
    expect("What all children counted, each from nothing,", Sum, Times),
    report(Times, Took).

%% Lets the child crash, asks the one that comes after, and so on.
crash_child(0, _, Sum) -> Sum;
crash_child(Left, Child, Sum) ->
    Child ! crash,
    Next = receive {born, Born} -> Born end,
    Next ! {question, self(), 1},
    receive {answer, Answer} -> crash_child(Left - 1, Next, Sum + Answer) end.

init(Main) ->
    {ok, {#{strategy => one_for_one, intensity => 1000000000, period => 1},
          [#{id => fragile, start => {?MODULE, start_fragile, [Main]}, restart => permanent}]}}.

start_fragile(Main) ->
    Child = proc_lib:spawn_link(fun() -> fragile(0) end),
    Main ! {born, Child},
    {ok, Child}.

fragile(Sum) ->
    receive
        crash -> error(crash);
        {question, From, Value} -> From ! {answer, Sum + Value}, fragile(Sum + Value)
    end.

%% replace

replace_child(Times) ->
    Began = now_ns(),
    replace(Times),
    report(Times, now_ns() - Began).

%% Tells its child to end, puts another in its place, and so on.
replace(0) -> ok;
replace(Left) ->
    {Child, Watch} = spawn_monitor(fun() -> receive leave -> ok end end),
    Child ! leave,
    receive {'DOWN', Watch, process, Child, normal} -> replace(Left - 1) end.

%% measuring

expect(_, Wanted, Wanted) -> ok;
expect(What, Found, Wanted) ->
    io:format(standard_error, "~s should be ~p and is ~p.~n", [What, Wanted, Found]),
    halt(1).

now_ns() -> erlang:monotonic_time(nanosecond).

resident_bytes() ->
    {ok, Text} = file:read_file("/proc/self/statm"),
    [_, Pages | _] = string:split(binary_to_list(Text), " ", all),
    list_to_integer(Pages) * 4096.

report(Operations, Ns) -> report(Operations, Ns, 0.0).
report(Operations, Ns, BytesPerActor) ->
    io:format("{\"ns_per_operation\":~.3f,\"bytes_per_actor\":~.1f}~n",
              [Ns / Operations, BytesPerActor]).

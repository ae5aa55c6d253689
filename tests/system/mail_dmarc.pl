# Judges cases by Mail::DMARC: JSON lines in (from, spf, dkim), JSON lines out (result, disposition). Arguments: the name server.
use strict;
use warnings;
use JSON::PP;
use Mail::DMARC::PurePerl;
use Net::DNS::Resolver;

my ($host, $port) = @ARGV;
my $resolver = Net::DNS::Resolver->new(nameservers => [$host], port => $port, recurse => 1, dnsrch => 0);
my $json = JSON::PP->new->canonical;
$SIG{__WARN__} = sub { };    # it asks to be told of records that it cannot read
while (my $line = <STDIN>) {
    my $case  = $json->decode($line);
    my $dmarc = Mail::DMARC::PurePerl->new;
    $dmarc->set_resolver($resolver);
    $dmarc->config->{report_store}{auto_save} = 0;
    $dmarc->source_ip('192.0.2.1');
    $dmarc->header_from($case->{from});
    $dmarc->spf([{ scope => 'mfrom', domain => $case->{spf}[0], result => $case->{spf}[1] }]);
    $dmarc->dkim([map { { domain => $_->[0], selector => 's1', result => $_->[1], human_result => '' } } @{ $case->{dkim} }]);
    my $found = $dmarc->validate;
    # What it cannot use is no record to it, and still stands as "fail".
    my $unusable = !eval { $found->published } || grep { ($_->comment // '') =~ /too many|no valid rua|parse error/ } @{ $found->reason // [] };
    print $json->encode({ result => $unusable ? 'none' : $found->result, disposition => $unusable ? 'none' : $found->disposition }), "\n";
}

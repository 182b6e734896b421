// 예시 시나리오
// 10명의 VU를 30초 동안 HTTP GET 요청을 보내고,
// 응답 상태가 200인지 확인 후 1초씩 대기하는 시나리오
import http from 'k6/http';
import { sleep, check } from 'k6';

export let options = {
  vus: 10,
  duration: '30s',
};

export default function () {
  let res = http.get('https://test-api.example.com');
  check(res, {
    'status is 200': (r) => r.status === 200,
  });
  sleep(1);
}
